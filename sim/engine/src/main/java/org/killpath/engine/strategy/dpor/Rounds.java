package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import java.util.List;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.Dependence;

/**
 * Finds rounds of loops that came to nothing: the task looked, found nothing to do, was to sleep, and
 * was woken. Without that round everybody else would have seen the same, and the task would see it in
 * its next; so no execution has to go on with it (Kokologiannakis, Ren, Vafeiadis: Dynamic partial
 * order reductions for spinloops, FMCAD 2021). The task is taken to sleep on, and what the others can
 * still do is executed only for the races that it has with what the task has seen. A round that
 * somebody has seen stays: whoever looks at the world has, and so has an execution that came to rest
 * meanwhile.
 *
 * <p>Whether a task was woken before or after it set its state shows only in whether it sleeps then. So
 * {@link Dependence#orders the two do not race}, and are tried in both orders only where such a sleep
 * stays. Where the round comes to nothing, it is enough that it is tried after whoever woke the task.
 */
final class Rounds {
  /** No event. */
  static final int NONE = -1;

  private final EventLog log;
  private final Reversal reversal;

  // Of each event: the round of its task, whether it changes nothing, sets the state of its task,
  // or
  // adds to an empty list, and the addition without which its round would have come to nothing.
  private int[] round = new int[128];
  private boolean[] onlyLooks = new boolean[128];
  private boolean[] setsState = new boolean[128];
  private boolean[] addsToNothing = new boolean[128];
  private int[] needed = new int[128];

  /** No event before this one needed an addition. */
  private int firstInNeed = Integer.MAX_VALUE;

  /** Has a round come to nothing that is tried later, too? */
  private boolean postponed;

  /**
   * Of the events in {@code log}.
   *
   * @param reversal has races tried in the other order
   */
  Rounds(EventLog log, Reversal reversal) {
    this.log = log;
    this.reversal = reversal;
  }

  /**
   * Tasks, as bits, that sleep on for ever: what they do next would be the end of a round that has come
   * to nothing.
   *
   * @param lastRest how many events there had been when everybody was at rest last
   */
  long idle(Ready ready, int lastRest) {
    long idle = 0;
    postponed = false;
    for (int position = 0; position < ready.count(); position++) {
      final Task task = ready.task(position);
      if (sleeps(task) && comesToNothing(task, lastRest)) {
        idle |= 1L << task.number();
        postponed |= postpone(task);
      }
    }
    return idle;
  }

  /** Would {@code task} begin a round with what it does next? */
  boolean begins(Task task) {
    return task.rounds() > 0
        && task.pendingOp() != Op.SLEEP
        && !isInRound(log.last(task.number()), task);
  }

  /** Is the execution one like another, in which a task begins its round later, so that it may be cut? */
  boolean isPostponed() {
    return postponed;
  }

  /**
   * {@code task} does next what may show a sleep, its own or that of whoever it looks at.
   *
   * @param looks does it look at the world?
   */
  void next(Task task, boolean looks) {
    if (sleeps(task)) {
      show(task);
    }
    if (looks) {
      showAll(task.kernel().tasks());
    }
  }

  /** Somebody has looked at the world, or is about to. */
  void showAll(List<Task> tasks) {
    for (Task task : tasks) {
      if (sleeps(task)) {
        show(task);
      }
    }
  }

  /**
   * The execution has ended, with {@code task} blocked.
   *
   * @return the event since which it matters who woke the task; all do if it is negative
   */
  int end(Task task, int lastRest) {
    if (!sleeps(task)) {
      return NONE;
    }
    if (comesToNothing(task, lastRest)) {
      return stateSet(task);
    }
    show(task);
    return NONE;
  }

  /** {@code event} is what {@code task} does next, with {@code access} to what it does that on. */
  void add(int event, Task task, Op op, int access, int lastRest) {
    if (event == round.length) {
      round = Arrays.copyOf(round, event * 2);
      onlyLooks = Arrays.copyOf(onlyLooks, event * 2);
      setsState = Arrays.copyOf(setsState, event * 2);
      addsToNothing = Arrays.copyOf(addsToNothing, event * 2);
      needed = Arrays.copyOf(needed, event * 2);
    }
    round[event] = task.rounds();
    setsState[event] = op == Op.SET_STATE;
    onlyLooks[event] = onlyLooks(op, access);
    addsToNothing[event] = op == Op.ADD && task.pendingOn().changesNothing(task, Op.TAKE);
    needed[event] = needed(task, op, access, lastRest);
    if (needed[event] != NONE) {
      firstInNeed = Math.min(firstInNeed, event);
    }
  }

  /**
   * The addition without which {@code task}, which is about to take all of a list, would find nothing, so
   * that its round would come to nothing. What is added then wakes it, and is found in the next round;
   * so the two need not be tried in the other order, unless nobody would wake the task, which shows when
   * the execution has ended.
   */
  int needed(Task task, Op op, int access, int lastRest) {
    if (op != Op.TAKE || task.rounds() == 0 || Dependence.onlyReads(access)) {
      return NONE;
    }
    final int use = log.users().lastWriter(Dependence.variable(access));
    if (use == Users.NONE) {
      return NONE;
    }
    final int event = log.users().event(use);
    return addsToNothing[event]
            && log.clockOf(task.number())[log.task(event)] <= event
            && comesToNothing(task, lastRest)
        ? event
        : NONE;
  }

  /** The execution has ended: who would have slept for ever before something was added? */
  void showNeeded(List<Task> tasks) {
    for (int event = firstInNeed; event < log.size(); event++) {
      if (needed[event] != NONE
          && !isWokenAnyway(tasks.get(log.task(event)), needed[event], event)) {
        reversal.reverse(needed[event], event);
      }
    }
  }

  /** Does anybody wake {@code task} after what was added, and whether or not it took that? */
  private boolean isWokenAnyway(Task task, int added, int taken) {
    for (int event = added + 1; event < log.size(); event++) {
      final int access = log.accesses().get(event, 0);
      if (Dependence.wakes(access)
          && Dependence.variable(access) == task.variable()
          && log.happensBefore(added, event)
          && !log.happensBefore(taken, event)) {
        return true;
      }
    }
    return false;
  }

  private static boolean onlyLooks(Op op, int access) {
    return switch (op) {
      case SET_STATE -> true; // after the sleep it is as it was before
      case READ, SIGNAL_CHECK, TAKE, CLEAR, TEST_AND_SET -> Dependence.onlyReads(access);
      default -> false;
    };
  }

  /** Is {@code task} in a loop, and about to sleep or asleep? */
  private boolean sleeps(Task task) {
    return task.rounds() > 0
        && task.pendingOp() == Op.SLEEP
        && !task.isExited()
        && log.knows(task.number());
  }

  /** Has {@code task}, which is to sleep or asleep, only looked in this round, and nobody seen it? */
  boolean comesToNothing(Task task, int lastRest) {
    final int seen = Math.max(log.lastLook() + 1, lastRest);
    int event = log.last(task.number());
    while (isInRound(event, task) && event >= seen && onlyLooks[event]) {
      event = log.before(event);
    }
    // where a task begins the log does not tell whether the round began there
    return event >= 0 && event != log.last(task.number()) && !isInRound(event, task);
  }

  private boolean isInRound(int event, Task task) {
    return event >= 0 && round[event] == task.rounds();
  }

  /** Where the task set its state in its present round. */
  private int stateSet(Task task) {
    int event = log.last(task.number());
    while (isInRound(event, task) && !setsState[event]) {
      event = log.before(event);
    }
    return isInRound(event, task) ? event : NONE;
  }

  /** Whoever woke the task before it set its state might have done so later, and the other way round. */
  private void show(Task task) {
    final int set = stateSet(task);
    if (set == NONE) {
      return;
    }
    final Users users = log.users();
    for (int use = users.lastWriter(task.variable());
        use != Users.NONE;
        use = users.previous(use)) {
      final int event = users.event(use);
      if (wakes(event, task)) {
        if (event < set && !log.happensBefore(event, set)) {
          reversal.reverse(event, set);
        } else if (event > set && !log.happensBefore(set, event)) {
          reversal.reverse(set, event);
        }
      }
    }
  }

  /**
   * Has the round tried after whoever woke the task in it. False if that cannot be for all of them, as
   * what they did comes after what the task has seen.
   */
  private boolean postpone(Task task) {
    final int set = stateSet(task);
    if (set == NONE || task.anySignalPending()) {
      return false;
    }
    boolean all = true;
    final Users users = log.users();
    for (int use = users.lastWriter(task.variable());
        use != Users.NONE && users.event(use) > set;
        use = users.previous(use)) {
      final int event = users.event(use);
      if (wakes(event, task)) {
        if (log.happensBefore(set, event)) {
          all = false;
        } else {
          reversal.reverse(set, event);
        }
      }
    }
    return all;
  }

  private boolean wakes(int event, Task task) {
    return log.task(event) != task.number() && Dependence.wakes(log.accesses().get(event, 0));
  }
}
