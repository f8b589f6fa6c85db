package org.killpath.lab.cell;

import java.util.List;
import org.killpath.engine.judge.LockOrder;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** Collects the lock order of a design over random schedules. */
public final class LockOrders {
  /** Schedules of each ordering. */
  public static final int SCHEDULES = 200;

  private LockOrders() {}

  /** The order in which any task took locks in any of these orderings, all phases included. */
  public static LockOrder collect(Design design, List<Scenario> scenarios, Controlled controlled) {
    final LockOrder order = new LockOrder();
    for (Scenario scenario : scenarios) {
      sample(new Cell(scenario, design), controlled, order);
    }
    return order;
  }

  /** The order in this execution and in random ones of its cell. */
  public static LockOrder collect(Schedule<Cell> schedule, Controlled controlled) {
    final LockOrder order = new LockOrder();
    schedule.replay(controlled, taken(order));
    sample(schedule.subject(), controlled, order);
    return order;
  }

  private static StepObserver taken(LockOrder order) {
    return (task, previous, previousBlocked) -> order.step(task);
  }

  private static void sample(Cell cell, Controlled controlled, LockOrder order) {
    final RandomWalk walk = new RandomWalk(cell.scenario().id().hashCode());
    final Search<Cell> search = Search.of(cell, walk).observed(taken(order)).atMost(SCHEDULES);
    for (Ran<Cell> ran : search.on(controlled)) {
      if (ran instanceof Ran.Missed<Cell>) {
        break; // the design does not come to this ordering
      }
    }
  }
}
