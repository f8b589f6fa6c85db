package org.killpath.app.report.kernel;

import java.util.Set;
import org.killpath.app.kit.heard.Played;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.VhostOutcome;

/**
 * What of an outcome shows from outside. A kernel does not say that it dropped work, or that what
 * hangs is a cycle: several outcomes of the model look the same there.
 */
final class KernelOutcome {
  /** Everybody is through, and nobody complains. */
  private static final Set<Outcome> LIKE_COMPLETED = Set.of(
      VhostOutcome.COMPLETED, VhostOutcome.GAVE_UP, VhostOutcome.LEAKED, VhostOutcome.LOST_WORK);

  /** Nothing that was tried helps. */
  private static final Set<Outcome> LIKE_HUNG =
      Set.of(VhostOutcome.HUNG, VhostOutcome.DEADLOCK, VhostOutcome.LOST_FLUSH);

  private KernelOutcome() {}

  /** Of those that look like what was seen the model's, if it is one of them. */
  static Outcome of(Played played, Outcome model) {
    if (played.completed().orElse(false)) {
      if (played.warnings().stream().anyMatch(KernelOutcome::hangsAtLastClose)) {
        return LIKE_HUNG.contains(model) ? model : VhostOutcome.HUNG;
      }
      if (played.warnings().stream().anyMatch(warning -> !warning.startsWith("last-close:"))) {
        return VhostOutcome.WARNED;
      }
      return LIKE_COMPLETED.contains(model) ? model : VhostOutcome.COMPLETED;
    }
    if (played.released().orElse(false)) {
      return played.reported().isEmpty() ? VhostOutcome.HUNG_SILENT : VhostOutcome.HUNG_RELEASED;
    }
    return LIKE_HUNG.contains(model) ? model : VhostOutcome.HUNG;
  }

  /** Without a model to be compared with. */
  static Outcome plain(Played played) {
    return of(played, VhostOutcome.COMPLETED);
  }

  static boolean hangsAtLastClose(String warning) {
    return warning.equals("last-close: hung");
  }
}
