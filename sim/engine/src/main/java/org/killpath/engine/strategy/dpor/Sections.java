package org.killpath.engine.strategy.dpor;

import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.strategy.Dependence;

/**
 * Finds out which critical sections of {@linkplain Resource#isTransparent transparent} locks show the
 * order in which they came: those in which somebody waits, those that hide something, and those that
 * have not ended when the execution has. Each races with all of its lock that came before and after it.
 */
final class Sections {
  private final EventLog log;
  private final Acquisitions acquisitions;
  private final Reversal reversal;

  Sections(EventLog log, Reversal reversal) {
    this.log = log;
    this.acquisitions = log.acquisitions();
    this.reversal = reversal;
  }

  /**
   * What the task does next may show the sections that it is in.
   *
   * @param looks does it look at the world?
   * @param isNew false if what comes of it has been tried in an earlier execution
   */
  void next(Task task, Op op, boolean looks, boolean isNew) {
    if (looks && isNew) {
      showGracePeriods();
    }
    if (op.mayBlock() || (op.givesLockBack() && hides(task.pendingOn()))) {
      show(task, isNew);
    }
  }

  /** The execution has ended: so have no more sections that the task is in. */
  void end(Task task) {
    show(task, true);
  }

  /**
   * The execution has ended. A try that failed in a section of a transparent lock would have succeeded
   * after that or before it, which is the same; so one of them is enough, and the end of the section
   * raced with the try. If it did not, or there was none, the other remains.
   */
  void showTries() {
    for (int event = acquisitions.firstFailure(); event < log.size(); event++) {
      if (acquisitions.fails(event)) {
        final int section =
            acquisitions.lastBefore(event, Dependence.variable(log.accesses().get(event, 0)));
        if (section != Acquisitions.NONE
            && log.clockBefore(event)[log.task(section)] <= section
            && !isLeftLater(section, event)) {
          reversal.reverse(section, event);
        }
      }
    }
  }

  /** Could the section have ended before the try? */
  private boolean isLeftLater(int section, int tried) {
    final int end = acquisitions.released(section);
    return end != Acquisitions.NONE && log.clockBefore(end)[log.task(tried)] <= tried;
  }

  /** Whoever looks at the world may see that a grace period waits. So a reader leaves before or in it. */
  void showGracePeriods() {
    for (int later = 0; later < log.size(); later++) {
      if (Dependence.enters(log.accesses().get(later, 0))) {
        showGracePeriodsBefore(later);
      } else if (Dependence.begins(log.accesses().get(later, 0))) {
        final int[] known = log.clockBefore(later);
        for (int event = 0; event < later; event++) {
          if (Dependence.leaves(log.accesses().get(event, 0)) && known[log.task(event)] <= event) {
            reversal.reverse(event, later);
          }
        }
      }
    }
  }

  /** A reader that enters after a grace period has begun, or before. */
  private void showGracePeriodsBefore(int reader) {
    final int[] known = log.clockBefore(reader);
    for (int event = 0; event < reader; event++) {
      if (Dependence.begins(log.accesses().get(event, 0)) && known[log.task(event)] <= event) {
        reversal.reverse(event, reader);
      }
    }
  }

  private static boolean hides(Resource lock) {
    return lock.isTransparent() && lock.hidesSomething();
  }

  private void show(Task task, boolean isNew) {
    task.forEachLock(held -> show(task, held, isNew));
  }

  private void show(Task task, Resource held, boolean isNew) {
    final int section = acquisitions.last(held.variable());
    if (held.isTransparent()
        && section != Acquisitions.NONE
        && log.task(section) == task.number()
        && !acquisitions.matters(section)) {
      acquisitions.show(section, log.size());
      if (isNew) {
        racesWithAllBefore(section);
      }
    }
  }

  private void racesWithAllBefore(int section) {
    final int[] known = log.clockBefore(section);
    for (int earlier = acquisitions.before(section);
        earlier != Acquisitions.NONE;
        earlier = acquisitions.before(earlier)) {
      if (known[log.task(earlier)] <= earlier) {
        reversal.reverse(earlier, section);
      }
    }
  }
}
