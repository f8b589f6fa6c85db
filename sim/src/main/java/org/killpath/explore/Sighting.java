package org.killpath.explore;

import java.util.Arrays;
import org.killpath.outcome.Verdict;

/**
 * What one or more executions of a cell showed alike.
 *
 * @param count how many
 * @param first the number of the first of them, from 0
 * @param choices those of the one with the fewest handoffs
 * @param handoffs how many that one had
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sighting(Verdict verdict, long count, long first, byte[] choices, int handoffs) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Sighting that
        && count == that.count
        && first == that.first
        && handoffs == that.handoffs
        && verdict.equals(that.verdict)
        && Arrays.equals(choices, that.choices);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(choices) * 31 + (int) count;
  }

  @Override
  public String toString() {
    return count + " x " + verdict.summary();
  }
}
