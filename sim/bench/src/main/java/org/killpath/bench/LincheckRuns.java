package org.killpath.bench;

import java.time.Duration;
import java.util.OptionalInt;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/** Runs programs through JetBrains Lincheck's {@code runConcurrentTest}, which explores them itself. */
final class LincheckRuns {
  private static final int FEW = 50;

  /** How often the time of the measured run. */
  static final int WARM_UPS = 4;

  /** Hunts are not longer; each doubling costs as much as all before it. */
  private static final int LONGEST_HUNT = 2048;

  private LincheckRuns() {}

  /**
   * Invocations per second in a run of about {@code time}, after a warm-up of several times that: it
   * is slow, so that what it runs is compiled late.
   */
  static double speed(PeerProgram program, Duration time) {
    final double wanted = time.toMillis() / 1e3;
    int invocations = FEW;
    double spent = 0;
    while (spent < WARM_UPS * wanted) {
      final double seconds = seconds(program, invocations);
      spent += seconds;
      invocations = Math.max(FEW, (int) (invocations / seconds * wanted));
    }
    return invocations / seconds(program, invocations);
  }

  private static double seconds(PeerProgram program, int invocations) {
    final long start = System.nanoTime();
    Lincheck.runConcurrentTest(invocations, () -> program.peers().get().run());
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * The number of invocations up to the first that fails: the smallest with which the test fails, as
   * Lincheck does the same each time and does not tell.
   */
  static OptionalInt firstBug(PeerProgram program) {
    int tooFew = 0;
    int enough = 1;
    while (!fails(program, enough)) {
      tooFew = enough;
      enough *= 2;
      if (enough > LONGEST_HUNT) {
        return OptionalInt.empty();
      }
    }
    while (enough - tooFew > 1) {
      final int middle = (tooFew + enough) / 2;
      if (fails(program, middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  private static boolean fails(PeerProgram program, int invocations) {
    try {
      Lincheck.runConcurrentTest(invocations, () -> program.peers().get().run());
      return false;
    } catch (LincheckAssertionError found) {
      return true;
    }
  }

  static int longestHunt() {
    return LONGEST_HUNT;
  }
}
