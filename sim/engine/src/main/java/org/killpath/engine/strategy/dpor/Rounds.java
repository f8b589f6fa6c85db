package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.Dependence;

/**
 * Finds rounds of loops that came to nothing: the task looked, found nothing to do, was to sleep, and
 * was woken. Without that round everybody else would see the same, and so would the task in its next:
 * so no execution has to go on with it (Kokologiannakis, Ren, Vafeiadis: Dynamic partial order
 * reductions for spinloops, FMCAD 2021). The task is taken to sleep on, and what the others can still
 * do is executed only to find races with what it has done.
 *
 * <p>A round that somebody has seen stays: whoever looks at the world has, and so has an execution
 * that came to rest meanwhile.
 */
final class Rounds {
  private final EventLog log;
  private final Reversal reversal;

  // Of each event: the round of its task in which it was, and whether it was one that changes nothing.
  private int[] round = new int[256];
  private boolean[] onlyLooks = new boolean[256];
  private boolean[] setsState = new boolean[256];

  Rounds(EventLog log, Reversal reversal) {
    this.log = log;
    this.reversal = reversal;
  }

  /** {@code event} is what {@code task} does next. */
  void add(int event, Task task, Op op, Accesses accesses) {
    if (event == round.length) {
      round = Arrays.copyOf(round, event * 2);
      onlyLooks = Arrays.copyOf(onlyLooks, event * 2);
      setsState = Arrays.copyOf(setsState, event * 2);
    }
    setsState[event] = op == Op.SET_STATE;
    round[event] = task.rounds();
    onlyLooks[event] = onlyLooks(task, op, accesses);
  }

  private static boolean onlyLooks(Task task, Op op, Accesses accesses) {
    return switch (op) {
      case SET_STATE -> true; // its own, which is as it was after the sleep
      case READ, SIGNAL_CHECK, TAKE, CLEAR, TEST_AND_SET ->
        Dependence.onlyReads(accesses.get(task.number(), 0));
      default -> false;
    };
  }

  /** Would {@code task} end a round that came to nothing with what it does next? */
  boolean comesToNothing(Task task, int lastRest) {
    if (task.pendingOp() != Op.SLEEP || task.pendingOn() != task || task.rounds() == 0) {
      return false;
    }
    final int seen = Math.max(log.lastLook() + 1, lastRest);
    int event = log.last(task.number());
    boolean any = false;
    while (event >= seen && round[event] == task.rounds()) {
      if (!onlyLooks[event]) {
        return false;
      }
      any = true;
      event = log.before(event);
    }
    return any && event >= 0 && round[event] != task.rounds();
  }

  /** Is {@code task} in a loop, and about to sleep or asleep? */
  static boolean sleeps(Task task) {
    return task.rounds() > 0 && task.pendingOp() == Op.SLEEP && task.pendingOn() == task;
  }

  /** Where the task set its state in its present round, or -1. */
  int stateSet(Task task) {
    for (int event = log.last(task.number());
        event >= 0 && round[event] == task.rounds();
        event = log.before(event)) {
      if (setsState[event]) {
        return event;
      }
    }
    return -1;
  }

  /** What {@code task} does next, or is blocked in, shows who woke it before and after it set its state. */
  void show(Task task) {
    final int set = stateSet(task);
    if (set < 0) {
      return;
    }
    final Users users = log.users();
    for (int use = users.lastWriter(task.variable()); use != Users.NONE; use = users.previous(use)) {
      final int event = Users.event(use);
      if (log.task(event) != task.number() && Dependence.wakes(log.accesses().get(event, 0))) {
        if (event < set && !log.happensBefore(event, set)) {
          reversal.reverse(event, set);
        } else if (event > set && !log.happensBefore(set, event)) {
          reversal.reverse(set, event);
        }
      }
    }
  }

  /**
   * A round of {@code task} comes to nothing: tries it after whoever woke the task, where that is
   * possible. False if it is not for all of them.
   */
  boolean postpone(Task task) {
    final int set = stateSet(task);
    if (set < 0 || task.anySignalPending()) {
      return false;
    }
    boolean all = true;
    final Users users = log.users();
    for (int use = users.lastWriter(task.variable());
        use != Users.NONE && Users.event(use) > set;
        use = users.previous(use)) {
      final int event = Users.event(use);
      if (log.task(event) != task.number() && Dependence.wakes(log.accesses().get(event, 0))) {
        if (log.happensBefore(set, event)) {
          all = false;
        } else {
          reversal.reverse(set, event);
        }
      }
    }
    return all;
  }
}
