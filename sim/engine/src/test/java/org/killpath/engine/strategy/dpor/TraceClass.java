package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.engine.strategy.Strategy;

/**
 * Watches another strategy, and gives the class of interleavings that an execution belongs to a
 * number: the same for two executions if one becomes the other by swapping neighbours that do not
 * depend on each other.
 */
public final class TraceClass implements Strategy {
  private final Strategy watched;
  private final EventLog log = new EventLog();
  private final Accesses accesses = new Accesses(1);
  private final long[] names = new long[Kernel.MOST_TASKS];
  private final int[] steps = new int[Kernel.MOST_TASKS];
  private final Set<Integer> seen = new HashSet<>();
  private int[] ordinals = new int[256];
  private long number;

  public TraceClass(Strategy watched) {
    this.watched = watched;
  }

  /** Of the execution that was last. */
  public long number() {
    return number;
  }

  @Override
  public String name() {
    return watched.name();
  }

  @Override
  public boolean begin(long execution) {
    log.takeBack(0);
    seen.clear();
    Arrays.fill(steps, 0);
    number = 0;
    return watched.begin(execution);
  }

  @Override
  public int choose(Ready ready) {
    for (int position = 0; position < ready.count(); position++) {
      final Task task = ready.task(position);
      if (seen.add(task.number())) {
        names[task.number()] = SplitMix.seedFor(task.role() + task.comm(), 0);
        appear(task, ready.isFirstOfPart());
      }
    }
    final int position = watched.choose(ready);
    if (position != CUT) {
      step(ready.task(position), ready.op(position), ready.on(position));
    }
    return position;
  }

  private void appear(Task task, boolean atRest) {
    if (task.pendingOp() != Op.START) {
      log.appearBeforeAll(task.number());
    } else if (atRest) {
      log.appearAfterAll(task.number());
    } else {
      log.appear(task.number(), log.size() - 1);
    }
  }

  private void step(Task task, Op op, Resource on) {
    if (isOfRcu(op)) {
      return;
    }
    final int event = log.size();
    final int index = task.number();
    accesses.set(0, task, op, on);
    log.preview(index, accesses, 0);
    log.add(index, accesses, 0);
    if (event == ordinals.length) {
      ordinals = Arrays.copyOf(ordinals, 2 * event);
    }
    if (op == Op.START) {
      ordinals[event] = 0; // shows nothing, wherever it stands
      return;
    }
    ordinals[event] = ++steps[index];
    long hash = SplitMix.seedFor(op + labelOf(on), names[index] + steps[index]);
    for (int other : seen) {
      final int known = log.clock(event)[other];
      if (known > 0 && ordinals[known - 1] > 0) {
        hash += SplitMix.mix(names[other] * 31 + ordinals[known - 1]);
      }
    }
    number += SplitMix.mix(hash);
  }

  /** Readers and grace periods show only in who comes first where else they meet. */
  private static boolean isOfRcu(Op op) {
    return switch (op.access()) {
      case ENTER_READER, LEAVE_READER, BEGIN_GRACE_PERIOD, END_GRACE_PERIOD -> true;
      default -> false;
    };
  }

  /** Tasks and their groups are numbered in order of creation, which an interleaving may change. */
  private static String labelOf(Resource on) {
    if (on instanceof Task task) {
      return task.role();
    }
    return on instanceof TaskGroup ? on.label() : on.name();
  }

  @Override
  public void end(List<Task> tasks) {
    watched.end(tasks);
  }
}
