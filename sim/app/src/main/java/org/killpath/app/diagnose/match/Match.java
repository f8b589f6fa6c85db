package org.killpath.app.diagnose.match;

import java.util.List;
import org.killpath.engine.judge.TaskReport;

/**
 * A cell of the model that shows what a log shows, or nearly.
 *
 * @param victim which task of the model is the hung one of the log
 * @param points for ranking only
 * @param agreements in what it is the same
 * @param objections in what it would be otherwise
 */
public record Match(
    Sight sight, TaskReport victim, int points, List<String> agreements, List<String> objections) {
  public Match {
    agreements = List.copyOf(agreements);
    objections = List.copyOf(objections);
  }

  public String scenario() {
    return sight.cell().scenario().id();
  }

  /** Without the kernel version in which it was tried. */
  public String design() {
    return sight.cell().design().plainId();
  }

  /** Nothing in the log speaks against it. */
  public boolean isWhole() {
    return objections.isEmpty();
  }

  boolean isAsGoodAs(Match other) {
    return points == other.points && objections.size() == other.objections.size();
  }
}
