package org.killpath.app.diagnose.evidence.kernel;

import java.util.List;

/**
 * Which releases have a fix: this one and all later ones, and of some older series those from a patch
 * on.
 */
public record FixedIn(int major, int minor, List<Stable> older) {
  /** The first release of an older series that has the fix, too. */
  public record Stable(int major, int minor, int patch) {}

  public FixedIn {
    older = List.copyOf(older);
  }

  /** In a release with its series, and in those that are said besides. */
  public static FixedIn of(int major, int minor, Stable... older) {
    return new FixedIn(major, minor, List.of(older));
  }

  /** Has it this fix, for all that its number tells? */
  public boolean has(KernelRelease release) {
    return !release.isBefore(major, minor)
        || older.stream()
            .anyMatch(first -> release.isAtLeast(first.major(), first.minor(), first.patch()));
  }
}
