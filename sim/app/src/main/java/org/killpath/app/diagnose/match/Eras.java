package org.killpath.app.diagnose.match;

import java.util.Set;
import org.killpath.app.diagnose.evidence.kernel.Age;

/** Which designs of the model stand for the code of which age. */
public final class Eras {
  private static final Set<String> OF_THE_PAST =
      Set.of("exit-without-handler", "ignore-sigkill", "iotlb-size-zero", "owner-stops-only");

  private Eras() {}

  /** The designs that a kernel of this age has, with the bugs that it may have. */
  public static Set<String> designs(Age age) {
    return switch (age.code()) {
      case KTHREAD ->
        age.isBefore(5, 17).orElse(true)
            ? Set.of("kthread", "iotlb-size-zero", "owner-stops-only")
            : Set.of("kthread");
      case NO_HANDLER -> Set.of("ignore-sigkill", "flush-holds-mutex");
      case HANDLER, EITHER, UNKNOWN -> Set.of(Matcher.UPSTREAM);
    };
  }

  /** Was what the design has gone before this age, or not there yet? */
  static boolean isImpossible(String design, Age age) {
    return switch (age.code()) {
      case KTHREAD, NO_HANDLER -> true;
      // Without a version, functions alone have told: a changed kernel has the same.
      case HANDLER, EITHER -> age.release().isPresent() && OF_THE_PAST.contains(design);
      case UNKNOWN -> false;
    };
  }
}
