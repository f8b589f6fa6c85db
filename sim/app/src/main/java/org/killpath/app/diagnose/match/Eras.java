package org.killpath.app.diagnose.match;

import java.util.Set;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.engine.kernel.Op;

/** Which designs of the model stand for the code of which age. */
public final class Eras {
  private static final String IOTLB = "iotlb-size-zero";

  private static final Set<String> OF_THE_PAST =
      Set.of("exit-without-handler", "ignore-sigkill", IOTLB, "owner-stops-only");

  private Eras() {}

  /** The designs that a kernel of this age has, with the bugs that it may have. */
  public static Set<String> designs(Age age) {
    return switch (age.code()) {
      case KTHREAD ->
        age.isBefore(5, 17).orElse(true)
            ? Set.of("kthread", IOTLB, "owner-stops-only")
            : Set.of("kthread");
      case NO_HANDLER -> Set.of("ignore-sigkill", "flush-holds-mutex");
      case HANDLER, EITHER, UNKNOWN -> Set.of(Matcher.UPSTREAM);
    };
  }

  /**
   * Is what is seen here what made the code of that age different? The design with the IOTLB bug has
   * today's workers, which can be halted and killed: only its endless loop is of the past.
   */
  static boolean isOfItsAge(Sight sight) {
    return !sight.cell().design().id().equals(IOTLB)
        || sight.evidence().tasks().stream()
            .anyMatch(task -> task.operation().filter(op -> op == Op.LOOP).isPresent());
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
