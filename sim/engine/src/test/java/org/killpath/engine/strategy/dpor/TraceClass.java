package org.killpath.engine.strategy.dpor;

import java.util.ArrayList;
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
 * depend on each other, and by leaving out rounds of loops that came to nothing.
 */
public final class TraceClass implements Strategy {
  /** What was met: a task that appeared, or an event. */
  private record Met(int task, Appearance appearance, Op op, String label, int row) {}

  private enum Appearance {
    CREATED,
    AFTER_ALL,
    BEFORE_ALL,
    NONE
  }

  private final Strategy watched;
  private final EventLog all = new EventLog();
  private final Rounds rounds = new Rounds(all, new Reversal(all, new Frames()));
  private final EventLog log = new EventLog();
  private final Accesses accesses = new Accesses(Kernel.MOST_TASKS);
  private final Accesses rows = new Accesses(256);
  private final List<Met> met = new ArrayList<>();
  private final Set<Integer> removed = new HashSet<>();
  private final long[] names = new long[Kernel.MOST_TASKS];
  private final int[] steps = new int[Kernel.MOST_TASKS];

  // Of each task: its round, and where that began.
  private final int[] begun = new int[Kernel.MOST_TASKS];
  private final int[] rounded = new int[Kernel.MOST_TASKS];

  private final Set<Integer> seen = new HashSet<>();
  private int[] ordinals = new int[256];
  private int lastRest;
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
    all.takeBack(0);
    log.takeBack(0);
    met.clear();
    removed.clear();
    seen.clear();
    lastRest = 0;
    Arrays.fill(steps, 0);
    Arrays.fill(begun, 0);
    number = 0;
    return watched.begin(execution);
  }

  @Override
  public int choose(Ready ready) {
    if (ready.isFirstOfPart()) {
      lastRest = all.size();
    }
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
    final Appearance how = task.pendingOp() != Op.START
        ? Appearance.BEFORE_ALL
        : atRest ? Appearance.AFTER_ALL : Appearance.CREATED;
    appear(all, task.number(), how);
    met.add(new Met(task.number(), how, Op.START, "", 0));
  }

  private static void appear(EventLog in, int task, Appearance how) {
    switch (how) {
      case BEFORE_ALL -> in.appearBeforeAll(task);
      case AFTER_ALL -> in.appearAfterAll(task);
      case CREATED -> in.appear(task, in.size() - 1);
      case NONE -> throw new IllegalArgumentException("appears not");
    }
  }

  private void step(Task task, Op op, Resource on) {
    final int index = task.number();
    final int event = all.size();
    accesses.setClosely(index, task, op, on);
    if (op == Op.SLEEP && task.rounds() > 0 && rounds.comesToNothing(task, lastRest)) {
      removed.add(event);
      for (int each = all.last(index); each >= rounded[index]; each = all.before(each)) {
        removed.add(each);
      }
    }
    if (begun[index] != task.rounds()) {
      begun[index] = task.rounds();
      rounded[index] = event;
    }
    rounds.add(event, task, op, accesses.get(index, 0), lastRest);
    all.preview().of(index, accesses, index);
    all.add(index, accesses, index);
    rows.copy(event, accesses, index);
    met.add(new Met(index, Appearance.NONE, op, labelOf(on), event));
  }

  private void count(Met step) {
    if (isOfRcu(step.op())) {
      return;
    }
    final int event = log.size();
    final int index = step.task();
    log.preview().of(index, rows, step.row());
    log.add(index, rows, step.row());
    if (event == ordinals.length) {
      ordinals = Arrays.copyOf(ordinals, 2 * event);
    }
    if (step.op() == Op.START) {
      ordinals[event] = 0; // shows nothing, wherever it stands
      return;
    }
    ordinals[event] = ++steps[index];
    long hash = SplitMix.seedFor(step.op() + step.label(), names[index] + steps[index]);
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
    for (Met each : met) {
      if (each.appearance() != Appearance.NONE) {
        appear(log, each.task(), each.appearance());
      } else if (!removed.contains(each.row())) {
        count(each);
      }
    }
  }
}
