package org.killpath.lab.design.step;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostWorker;

/** The frame that most kill handlers share: upstream's steps, with two of them exchangeable. */
public final class KillSteps {
  private KillSteps() {}

  /** Lock worker.mutex, mark, detach, then the tail with its drain. */
  public static Parts.KillHandler of(Detach detach, Drain drain) {
    return (current, worker) -> {
      lockAndMark(current, worker);
      tail(current, worker, detach.detach(current, worker), drain);
    };
  }

  /** How every handler that uses worker.mutex begins. */
  public static void lockAndMark(Task current, VhostWorker worker) {
    worker.mutex().lock(current);
    worker.killed().set(current, true);
  }

  /** How they end: count down, wait for readers, drain, unlock worker.mutex. */
  public static void tail(Task current, VhostWorker worker, int detached, Drain drain) {
    worker.addAttachments(current, -detached);
    if (detached > 0) {
      current.kernel().rcu().synchronize(current);
    }
    drain.drain(current, worker);
    worker.mutex().unlock(current);
  }

  /** The same without worker.mutex, which is taken for the count and the drain only. */
  public static void detachThenTail(Task current, VhostWorker worker) {
    final int detached = Detach.underVqMutex(current, worker);
    if (detached > 0) {
      current.kernel().rcu().synchronize(current);
    }
    worker.mutex().lock(current);
    worker.addAttachments(current, -detached);
    worker.vhostRunWorkList(current);
    worker.mutex().unlock(current);
  }
}
