package org.killpath.stress.fork;

import java.util.ArrayList;
import java.util.List;
import org.killpath.lab.cell.CellId;

/**
 * Whose turn it is by a plan. Within a pass the cells take turns, one world each, so that whenever
 * the clock ends it all of them have come equally far. May be used by several threads.
 */
public final class Rota {
  private final Plan plan;
  private int pass = -1;
  private List<Turns> open = List.of();
  private int at;

  /** How often it is still the turn of one cell in this pass. */
  private static final class Turns {
    private final CellId cell;
    private int left;

    Turns(Plan.Share share) {
      this.cell = share.cell();
      this.left = share.worlds();
    }
  }

  /** The turns that {@code plan}, which has a pass, asks for. */
  public Rota(Plan plan) {
    if (plan.passes().isEmpty()) {
      throw new IllegalArgumentException("there is nothing in the plan");
    }
    this.plan = plan;
  }

  /** The cell of the next world. */
  public synchronized CellId next() {
    if (at == open.size()) {
      open = new ArrayList<>(open.stream().filter(turns -> turns.left > 0).toList());
      at = 0;
      if (open.isEmpty()) {
        pass = Math.min(pass + 1, plan.passes().size() - 1);
        open = plan.passes().get(pass).shares().stream().map(Turns::new).toList();
      }
    }
    final Turns turns = open.get(at++);
    turns.left--;
    return turns.cell;
  }
}
