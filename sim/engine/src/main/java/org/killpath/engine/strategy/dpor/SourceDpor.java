package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.Dependence;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.Strategy;

/**
 * Exhaustive search with dynamic partial-order reduction: source sets with sleep sets (Abdulla,
 * Aronis, Jonsson, Sagonas: Optimal dynamic partial order reduction, POPL 2014, algorithm 1).
 *
 * <p>Every equivalence class of interleavings is executed at least once. Executions that a sleep set
 * cuts short are counted apart.
 */
public final class SourceDpor implements Strategy {
  private static final int FRONTIER_HEAD = 2;
  private static final int FRONTIER_OF_DEPTH = 3;

  private final EventLog log = new EventLog();
  private final Races races = new Races(log, this::mustTry);
  private final int[] pending = new int[EventLog.MOST_TASKS * Dependence.MOST];
  private long seen;

  /** Tasks that have moved since what they would do next was taken down. */
  private long moved;

  // One frame per event: who could go on, must be tried, need not be tried, has been tried.
  private long[] enabled = new long[256];
  private long[] backtrack = new long[256];
  private long[] asleep = new long[256];
  private long[] done = new long[256];
  private int[] chosen = new int[256];

  private int prefix;
  private long sleep;
  private boolean newPhase;
  private boolean cut;
  private boolean complete;
  private long executions;
  private long cutShort;

  @Override
  public String name() {
    return "dpor";
  }

  /** Executions that came to their end: at least one for each class of interleavings. */
  public long executions() {
    return executions;
  }

  /** Executions that turned out to be covered by earlier ones, and were cut. */
  public long cutShort() {
    return cutShort;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean isSystematic() {
    return true;
  }

  @Override
  public boolean begin(long execution) {
    if (complete) {
      return false;
    }
    log.clear();
    seen = 0;
    moved = 0;
    sleep = 0;
    cut = false;
    newPhase = false;
    return true;
  }

  @Override
  public void phase() {
    newPhase = true;
  }

  @Override
  public int choose(Ready ready) {
    final int depth = log.size();
    grow(depth);
    enabled[depth] = look(ready);
    sleep = stillAsleep(sleep);
    asleep[depth] = sleep;
    final int position;
    if (depth < prefix) {
      position = positionOf(ready, chosen[depth]);
    } else {
      done[depth] = 0;
      position = firstAwake(ready);
      if (position == CUT) {
        cut = true;
        return CUT;
      }
      chosen[depth] = ready.index(position);
      backtrack[depth] = 1L << chosen[depth];
    }
    final int task = chosen[depth];
    final Op op = ready.op(position);
    if (depth >= prefix - 1) {
      races.find(ready.task(position), op, pending, enabled);
    }
    final boolean acquires =
        Dependence.takesLock(op) && ready.on(position).ready(ready.task(position), Op.LOCK);
    log.add(task, pending, task * Dependence.MOST, acquires);
    if (ready.on(position).opens(op)) {
      log.opened();
    }
    races.stepped(task);
    moved |= 1L << task;
    sleep = (sleep | done[depth]) & ~(1L << task);
    return position;
  }

  @Override
  public void stuck(List<Task> tasks) {
    for (Task task : tasks) {
      if (task.isBlocked() && log.knows(task.number())) {
        final int index = task.number();
        Dependence.accesses(
            task, task.pendingOp(), task.pendingOn(), pending, index * Dependence.MOST);
        races.find(task, task.pendingOp(), pending, enabled);
      }
    }
  }

  @Override
  public void end() {
    if (cut) {
      cutShort++;
    } else {
      executions++;
    }
    for (int depth = log.size() - 1; depth >= 0; depth--) {
      done[depth] |= 1L << chosen[depth];
      final long untried = backtrack[depth] & ~(asleep[depth] | done[depth]);
      if (untried != 0) {
        chosen[depth] = Long.numberOfTrailingZeros(untried);
        prefix = depth + 1;
        return;
      }
    }
    complete = true;
  }

  @Override
  public Optional<long[]> frontier() {
    if (complete) {
      return Optional.empty();
    }
    final long[] frontier = new long[FRONTIER_HEAD + FRONTIER_OF_DEPTH * prefix];
    frontier[0] = executions;
    frontier[1] = cutShort;
    for (int depth = 0; depth < prefix; depth++) {
      final int at = FRONTIER_HEAD + FRONTIER_OF_DEPTH * depth;
      frontier[at] = chosen[depth];
      frontier[at + 1] = backtrack[depth];
      frontier[at + 2] = done[depth];
    }
    return Optional.of(frontier);
  }

  /** Who could go on and who was asleep is found again on the way. */
  @Override
  public void resume(long[] frontier) {
    executions = frontier[0];
    cutShort = frontier[1];
    prefix = (frontier.length - FRONTIER_HEAD) / FRONTIER_OF_DEPTH;
    for (int depth = 0; depth < prefix; depth++) {
      grow(depth);
      final int at = FRONTIER_HEAD + FRONTIER_OF_DEPTH * depth;
      chosen[depth] = (int) frontier[at];
      backtrack[depth] = frontier[at + 1];
      done[depth] = frontier[at + 2];
    }
  }

  /** Before {@code depth}, one of {@code tasks} has to be tried, unless that is provided for. */
  private void mustTry(int depth, long tasks, int preferred) {
    if ((tasks & (backtrack[depth] | asleep[depth])) != 0) {
      return;
    }
    final long possible = tasks & enabled[depth];
    if (possible == 0) {
      backtrack[depth] |= enabled[depth];
    } else if ((possible & 1L << preferred) != 0) {
      backtrack[depth] |= 1L << preferred;
    } else {
      backtrack[depth] |= Long.lowestOneBit(possible);
    }
  }

  /** Takes down what every task that can go on would do, and who is new. */
  private long look(Ready ready) {
    long canGoOn = 0;
    for (int position = 0; position < ready.count(); position++) {
      final Task task = ready.task(position);
      final int index = task.number();
      canGoOn |= 1L << index;
      if ((seen & 1L << index) == 0) {
        seen |= 1L << index;
        moved |= 1L << index;
        appear(index, ready.op(position));
      }
      if ((moved & 1L << index) != 0) {
        if (!Dependence.changes(ready.op(position))) {
          moved &= ~(1L << index);
        }
        Dependence.accesses(
            task, ready.op(position), ready.on(position), pending, index * Dependence.MOST);
      }
    }
    newPhase = false;
    return canGoOn;
  }

  /** A task that has not just been created was there all the time, and could not go on. */
  private void appear(int index, Op first) {
    if (first != Op.START) {
      log.appearBeforeAll(index);
      races.pendingFromTheBeginning(index);
      return;
    }
    if (newPhase) {
      log.appearAfterAll(index);
    } else {
      log.appear(index, log.size() - 1);
    }
    races.stepped(index);
  }

  private int positionOf(Ready ready, int index) {
    for (int position = 0; position < ready.count(); position++) {
      if (ready.index(position) == index) {
        return position;
      }
    }
    throw new ReplayMismatch("the search met a world that is not the one it met before");
  }

  /** The current task if it is awake, which saves a handoff, else the oldest that is. */
  private int firstAwake(Ready ready) {
    final int current = ready.current();
    if (current >= 0 && isAwake(ready.task(current))) {
      return current;
    }
    for (int position = 0; position < ready.count(); position++) {
      if (isAwake(ready.task(position))) {
        return position;
      }
    }
    return CUT;
  }

  private boolean isAwake(Task task) {
    return (sleep & 1L << task.number()) == 0;
  }

  /** Those of {@code sleepers} that the last event did not wake, as they are after it. */
  private long stillAsleep(long sleepers) {
    long still = sleepers;
    for (long rest = sleepers; rest != 0; rest &= rest - 1) {
      final int sleeper = Long.numberOfTrailingZeros(rest);
      if (Dependence.dependent(
          pending, sleeper * Dependence.MOST, log.accesses(), (log.size() - 1) * Dependence.MOST)) {
        still &= ~(1L << sleeper);
      }
    }
    return still;
  }

  private void grow(int depth) {
    if (depth == enabled.length) {
      enabled = Arrays.copyOf(enabled, depth * 2);
      backtrack = Arrays.copyOf(backtrack, depth * 2);
      asleep = Arrays.copyOf(asleep, depth * 2);
      done = Arrays.copyOf(done, depth * 2);
      chosen = Arrays.copyOf(chosen, depth * 2);
    }
  }
}
