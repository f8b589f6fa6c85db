package org.killpath.stress.run;

import java.util.Set;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.device.Device;
import org.killpath.stress.result.CellReport;

/**
 * How many worlds of a cell are wanted at the least, and what more of them are worth: that is decided
 * by what the cell can still show.
 */
public final class Need {
  /** So many worlds of each cell, before any cell gets more. */
  public static final int LEAST = 20;

  /** So many of each race on vhost-vsock, the device that real kernels were measured with. */
  public static final int LEAST_OF_RACE = 200;

  private static final int OF_RARE = 8;
  private static final int OF_SEVERAL = 3;
  private static final int OF_RACE = 1;

  private Need() {}

  /** How many worlds of {@code cell} a run is not complete without. */
  public static int least(Cell cell) {
    final Scenario scenario = cell.scenario();
    return !scenario.isStaged() && scenario.device() == Device.Kind.VSOCK ? LEAST_OF_RACE : LEAST;
  }

  /**
   * What more worlds are worth, beside those of other cells: most where something is there that no
   * free world came to, then where there is more than one outcome, then races; nothing where each
   * step of the ordering is staged and only one outcome is there.
   */
  static int worth(CellReport cell) {
    if (cell.known().isUnreachable()) {
      return 0;
    }
    if (!cell.rare().isEmpty()) {
      return OF_RARE;
    }
    final int outcomes =
        Math.max(cell.known().may().map(Set::size).orElse(0), cell.free().size());
    if (outcomes > 1) {
      return OF_SEVERAL;
    }
    return cell.cell().scenario().isStaged() ? 0 : OF_RACE;
  }
}
