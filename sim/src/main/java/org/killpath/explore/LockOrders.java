package org.killpath.explore;

import java.util.List;
import org.killpath.outcome.LockOrder;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;
import org.killpath.scenario.Scenario;
import org.killpath.vhost.Design;

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
  public static LockOrder collect(Schedule schedule, Controlled controlled) {
    final LockOrder order = new LockOrder();
    schedule.replay(controlled, (task, previous, previousBlocked) -> order.step(task));
    sample(schedule.cell(), controlled, order);
    return order;
  }

  private static void sample(Cell cell, Controlled controlled, LockOrder order) {
    final StepObserver collector = (task, previous, previousBlocked) -> order.step(task);
    final Execution execution = new Execution(cell, controlled);
    final RandomWalk walk = new RandomWalk(cell.scenario().id().hashCode());
    for (int i = 0; i < SCHEDULES; i++) {
      walk.begin(i);
      try {
        execution.run(walk, collector);
      } catch (StageMissed missed) {
        break; // the design does not come to this ordering
      }
    }
  }
}
