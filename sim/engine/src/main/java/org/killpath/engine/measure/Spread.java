package org.killpath.engine.measure;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many schedules it took to find something, over several seeds, not all of which found it.
 *
 * @param found the numbers of those that did, smallest first
 * @param seeds how many there were
 * @param limit how many schedules each of the others ran in vain
 * @param exhausted true if that is because the strategy had nothing left to try
 */
public record Spread(List<Long> found, int seeds, long limit, boolean exhausted) {
  /** One hunt: the number of schedules up to the find, if there was one. */
  record Hunt(OptionalLong found, long schedules, boolean exhausted) {}

  public Spread {
    found = List.copyOf(found);
  }

  static Spread of(List<Hunt> hunts) {
    final long[] found =
        hunts.stream().flatMapToLong(hunt -> hunt.found().stream()).sorted().toArray();
    final List<Hunt> inVain =
        hunts.stream().filter(hunt -> hunt.found().isEmpty()).toList();
    return new Spread(
        Arrays.stream(found).boxed().toList(),
        hunts.size(),
        inVain.stream().mapToLong(Hunt::schedules).min().orElse(0),
        !inVain.isEmpty() && inVain.stream().allMatch(Hunt::exhausted));
  }

  /**
   * The smallest number within which at least the part {@code share} of all seeds found it; empty if
   * so many did not. Since those that did not find it ran longer than any of the others, or could
   * never have found it, where they stand in the order is known, and nothing is estimated.
   */
  public OptionalLong quantile(double share) {
    final int rank = Math.max(1, (int) Math.ceil(share * seeds));
    return rank <= found.size() ? OptionalLong.of(found.get(rank - 1)) : OptionalLong.empty();
  }

  /** The number within which half of all seeds found it; empty if fewer did. */
  public OptionalLong median() {
    return quantile(0.5);
  }

  /** True if every seed found it. */
  public boolean allFound() {
    return found.size() == seeds;
  }

  /** True if no seed found it. */
  public boolean noneFound() {
    return found.isEmpty();
  }
}
