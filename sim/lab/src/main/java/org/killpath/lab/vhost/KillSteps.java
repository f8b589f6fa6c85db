package org.killpath.lab.vhost;

import org.killpath.engine.kernel.Task;

/**
 * K1: mirrors {@code vhost_worker_killed()} (drivers/vhost/vhost.c, 6.10 to 7.3), with two of its
 * steps exchangeable. Most kill handlers are {@link #of} two steps; others are put together from
 * {@link #lockAndMark} and {@link #tail}.
 */
public final class KillSteps {
  private KillSteps() {}

  /** Takes a killed worker off its virtqueues. */
  @FunctionalInterface
  public interface DetachStep {
    /** How many virtqueues were attached. */
    int detach(Task current, VhostWorker worker);
  }

  /** Deals with what is still queued on a killed worker. */
  @FunctionalInterface
  public interface DrainStep {
    void drain(Task current, VhostWorker worker);
  }

  /** The kernel's own handler. */
  public static Parts.KillHandler upstream() {
    return of(KillSteps::detachUnderVqMutex, KillSteps::runWorkList);
  }

  /** Lock worker.mutex, mark, detach, then the tail with its drain. */
  public static Parts.KillHandler of(DetachStep detach, DrainStep drain) {
    return (current, worker) -> {
      lockAndMark(current, worker);
      tail(current, worker, detach.detach(current, worker), drain);
    };
  }

  /** How every handler that uses worker.mutex begins. Returns with worker.mutex held. */
  public static void lockAndMark(Task current, VhostWorker worker) {
    worker.mutex().lock(current);
    worker.killed().set(current, true);
  }

  /** Upstream's step: each vq.mutex in turn, in index order. How many were attached. */
  public static int detachUnderVqMutex(Task current, VhostWorker worker) {
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      vq.mutex().lock(current);
      if (vq.isServedBy(current, worker)) {
        vq.worker().clear(current);
        detached++;
      }
      vq.mutex().unlock(current);
    }
    return detached;
  }

  /** Upstream's step: runs everything that is queued, data path included. */
  public static void runWorkList(Task current, VhostWorker worker) {
    worker.vhostRunWorkList(current);
  }

  /**
   * How they end: count down, wait for readers, drain, unlock worker.mutex, which is held on entry.
   *
   * @param detached how many virtqueues were attached
   */
  public static void tail(Task current, VhostWorker worker, int detached, DrainStep drain) {
    worker.addAttachments(current, -detached);
    if (detached > 0) {
      current.kernel().rcu().synchronize(current);
    }
    drain.drain(current, worker);
    worker.mutex().unlock(current);
  }
}
