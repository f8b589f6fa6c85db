package org.killpath.engine.strategy.dpor;

import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.Dependence;

/** What the next event would come after, by program order and by dependence, if it were the next. */
final class Preview {
  private final EventLog log;
  private boolean learns;

  /** Of the events in {@code log}. */
  Preview(EventLog log) {
    this.log = log;
  }

  /**
   * The clock that the next event of task {@code index} would have, but for itself, if it accessed
   * what {@code row} of {@code of} says. Good until the next preview; not to be written to.
   */
  int[] of(int index, Accesses of, int row) {
    final int[] clock = log.nextClock(index);
    learns = false;
    for (int slot = 0; slot < Accesses.MOST; slot++) {
      final int access = of.get(row, slot);
      if (access == Dependence.NONE) {
        break;
      }
      if (Dependence.ends(access)) {
        joinReaders(clock, access, slot == 0 ? log.last(index) : log.size());
      } else {
        join(clock, access);
      }
    }
    joinWorld(clock, of.looksAtWorld(row));
    return clock;
  }

  /** May what was previewed last depend on any event that its task knew nothing of? */
  boolean learns() {
    return learns;
  }

  /** Joins what conflicts with {@code access} into {@code clock}. */
  private void join(int[] clock, int access) {
    final Users users = log.users();
    final int variable = Dependence.variable(access);
    join(clock, access, users.lastWriter(variable));
    if (!Dependence.onlyReads(access)) {
      join(clock, access, users.lastReader(variable));
    }
    if (!Dependence.locks(access)) {
      join(clock, access, users.lastLocker(variable));
    }
  }

  private void join(int[] clock, int access, int lastUse) {
    final Users users = log.users();
    for (int use = lastUse; use != Users.NONE; use = users.previous(use)) {
      final int event = users.event(use);
      if (clock[log.task(event)] <= event && users.conflicts(use, access)) {
        learn(clock, event);
      }
    }
  }

  private void learn(int[] clock, int event) {
    learns = true;
    log.joinClock(clock, log.clock(event));
  }

  /**
   * The end of a grace period comes after its readers have left, those that are not newer than it. That
   * cannot be the other way round, and so is no race.
   */
  private void joinReaders(int[] clock, int access, int begun) {
    final Users users = log.users();
    for (int use = users.lastWriter(Dependence.variable(access));
        use != Users.NONE;
        use = users.previous(use)) {
      final int event = users.event(use);
      if (Dependence.leaves(log.accesses().get(event, 0)) && !isInNewReader(event, begun)) {
        learn(clock, event);
      }
    }
  }

  /** Is {@code event} the end of a reader that was entered after {@code since}? */
  private boolean isInNewReader(int event, int since) {
    for (int earlier = event - 1; earlier > since; earlier--) {
      if (log.task(earlier) == log.task(event)
          && Dependence.enters(log.accesses().get(earlier, 0))) {
        return true;
      }
    }
    return false;
  }

  /** An operation that looks at the world depends on all, and all later ones depend on it. */
  private void joinWorld(int[] clock, boolean looks) {
    final int look = log.lastLook();
    if (looks) {
      for (int earlier = 0; earlier < log.size(); earlier++) {
        learn(clock, earlier);
      }
    } else if (look >= 0) {
      learn(clock, look);
    }
  }
}
