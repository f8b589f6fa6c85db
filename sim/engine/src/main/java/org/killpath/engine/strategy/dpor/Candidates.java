package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.Dependence;

/** The earlier events that the next one may race with, as far as that shows in what both access. */
final class Candidates {
  private final EventLog log;
  private int[] events = new int[64];
  private int count;

  /** What is known of before the next event of the task. */
  private int[] before = {};

  Candidates(EventLog log) {
    this.log = log;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** One of them, in their order; some are there twice. */
  int event(int index) {
    return events[index];
  }

  /**
   * Those of what {@code which} does next.
   *
   * @param pending what all tasks access next, in a row each
   * @param acquire does it take a lock, for which it waits?
   * @param ended has the execution ended, so that it does not do it?
   */
  void find(Task which, Op op, Accesses pending, boolean acquire, boolean ended) {
    final int task = which.number();
    count = 0;
    before = log.clockOf(task);
    final boolean tries = op == Op.TRYLOCK && which.pendingOn().isTransparent();
    if (!acquire && op.comesAndGoes()) {
      collectAll(pending, task);
    } else if (acquire
        || tries
        || log.preview().learns()) { // else it comes after none but what the task knows
      collect(pending, task, tries, acquire, ended);
    }
    if (count > 1) {
      Arrays.sort(events, 0, count);
    }
  }

  private void collect(Accesses pending, int task, boolean tries, boolean acquire, boolean ended) {
    for (int slot = 0; slot < Accesses.MOST; slot++) {
      final int access = pending.get(task, slot);
      if (access == Dependence.NONE) {
        break;
      }
      final int variable = Dependence.variable(access);
      if (variable == Dependence.WORLD) {
        for (int event = 0; event < log.size(); event++) {
          candidate(event);
        }
      } else if (slot == 0 && acquire) {
        collectAcquisitions(access, ended);
      } else if (slot == 0 && tries) {
        if (Dependence.locks(access)) {
          collectAcquisitions(access, ended);
          collectReleases(variable);
        } // else it fails: see Sections
      } else {
        collectUses(access);
      }
    }
    if (log.lastLook() >= 0) {
      candidate(log.lastLook());
    }
  }

  private void collectUses(int access) {
    final int variable = Dependence.variable(access);
    conflicting(access, log.users().lastWriter(variable));
    if (!Dependence.onlyReads(access)) {
      conflicting(access, log.users().lastReader(variable));
    }
    if (!Dependence.locks(access)) {
      conflicting(access, log.users().lastLocker(variable));
    }
  }

  /**
   * The last section that is ordered by the lock whoever takes it stands for those before it. Whoever
   * only looks at a lock finds it free, or time has passed; and a try would have failed.
   */
  private void collectAcquisitions(int access, boolean ended) {
    final Acquisitions acquisitions = log.acquisitions();
    final Users users = log.users();
    for (int use = users.lastReader(Dependence.variable(access));
        use != Users.NONE;
        use = users.previous(use)) {
      if (!acquisitions.fails(users.event(use))) {
        candidate(users.event(use));
      }
    }
    final int last = acquisitions.last(Dependence.variable(access));
    boolean isOrdered = false;
    for (int event = last;
        event != Acquisitions.NONE && !isOrdered;
        event = acquisitions.before(event)) {
      final int taken = log.accesses().get(event, 0);
      final boolean conflicts = Dependence.conflict(taken, access);
      isOrdered = conflicts && !Dependence.locks(taken);
      if (conflicts
          || acquisitions.tries(event)
          || acquisitions.matters(event)
          || (ended && event == last)) {
        candidate(event);
      }
    }
  }

  /**
   * A try that takes a transparent lock has no order among the sections of that, but would fail in each
   * of them.
   */
  private void collectReleases(int variable) {
    final Users users = log.users();
    for (int use = users.lastLocker(variable); use != Users.NONE; use = users.previous(use)) {
      if (!log.acquisitions().acquires(users.event(use))) {
        candidate(users.event(use));
      }
    }
  }

  /** Not only what follows the last that covers all before: that one may not be reversible. */
  private void collectAll(Accesses pending, int task) {
    for (int event = 0; event < log.size(); event++) {
      if (!isKnown(event) && (isInConflict(event, pending, task) || event == log.lastLook())) {
        candidate(event);
      }
    }
  }

  /** Does what {@code task} does next conflict with the event, or look at the world? */
  boolean isInConflict(int event, Accesses pending, int task) {
    return pending.looksAtWorld(task) || Accesses.conflict(pending, task, log.accesses(), event);
  }

  private void conflicting(int access, int lastUse) {
    final Users users = log.users();
    for (int use = lastUse; use != Users.NONE; use = users.previous(use)) {
      if (users.conflicts(use, access)) {
        candidate(users.event(use));
      }
    }
  }

  /** Does it happen before the last event of the task? */
  private boolean isKnown(int event) {
    return before[log.task(event)] > event;
  }

  /** What the task knows of already cannot race with what it does next. */
  private void candidate(int event) {
    if (isKnown(event)) {
      return;
    }
    if (count == events.length) {
      events = Arrays.copyOf(events, count * 2);
    }
    events[count++] = event;
  }
}
