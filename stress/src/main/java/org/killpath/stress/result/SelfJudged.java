package org.killpath.stress.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a test showed that says itself, by its own {@code @Outcome} lines, what it may show.
 *
 * @param samples how often each result was counted
 * @param forbidden jcstress's words on each result that the test forbids
 * @param broken what went wrong with the forked JVM, if anything did
 */
public record SelfJudged(
    String name, Map<String, Long> samples, List<String> forbidden, Optional<String> broken) {
  /** How many samples there are. */
  public long total() {
    return samples.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same in a line. */
  public String words() {
    return name + ": " + total() + " samples, "
        + (forbidden.isEmpty() && broken.isEmpty() ? "nothing forbidden" : "FAILED") + ".";
  }
}
