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
  /** Schedules of each ordering, unless somebody wants more or fewer. */
  public static final long SCHEDULES = 200;

  private LockOrders() {}

  /** The order in which any task took locks in any of these orderings, all phases included. */
  public static LockOrder collect(Design design, List<Scenario> scenarios, Controlled controlled) {
    return collect(design, scenarios, SCHEDULES, controlled);
  }

  /** The same, in at most so many schedules of each ordering. */
  public static LockOrder collect(
      Design design, List<Scenario> scenarios, long schedules, Controlled controlled) {
    final LockOrder order = new LockOrder();
    for (Scenario scenario : scenarios) {
      sample(new Cell(scenario, design), schedules, controlled, order);
    }
    return order;
  }

  /** The order in this execution and in random ones of its cell. */
  public static LockOrder collect(Schedule<Cell> schedule, Controlled controlled) {
    final LockOrder order = new LockOrder();
    schedule.replay(controlled, taken(order));
    sample(schedule.subject(), SCHEDULES, controlled, order);
    return order;
  }

  private static StepObserver taken(LockOrder order) {
    return (task, previous, previousBlocked) -> order.step(task);
  }

  private static void sample(Cell cell, long schedules, Controlled controlled, LockOrder order) {
    final RandomWalk walk = new RandomWalk(cell.scenario().id().hashCode());
    final Search<Cell> search = Search.of(cell, walk).observed(taken(order)).atMost(schedules);
    for (Ran<Cell> ran : search.on(controlled)) {
      if (ran instanceof Ran.Missed<Cell>) {
        break; // the design does not come to this ordering
      }
    }
  }
}
