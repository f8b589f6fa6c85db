package org.killpath.design;

import java.util.Optional;
import org.killpath.kernel.SpinLock;
import org.killpath.kernel.Task;
import org.killpath.vhost.VhostVirtqueue;
import org.killpath.vhost.VhostWorker;

/** Ways to take a worker off its virtqueues. Each returns how many it was attached to. */
@FunctionalInterface
interface Detach {
  int detach(Task current, VhostWorker worker);

  /** As K1 does: each vq.mutex in turn, in index order. */
  static int underVqMutex(Task current, VhostWorker worker) {
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      vq.mutex().lock(current);
      detached += clear(current, vq, worker);
      vq.mutex().unlock(current);
    }
    return detached;
  }

  /** With whatever lock the caller holds. */
  static int unlocked(Task current, VhostWorker worker) {
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      detached += clear(current, vq, worker);
    }
    return detached;
  }

  /** By compare-and-set, with no lock at all. */
  static int lockFree(Task current, VhostWorker worker) {
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      final Optional<VhostWorker> serving = vq.worker().get(current);
      if (serving.isPresent()
          && serving.get() == worker
          && vq.worker().compareAndSet(current, serving, Optional.empty())) {
        detached++;
      }
    }
    return detached;
  }

  /** Under a spinlock of the design's own. */
  static Detach under(SpinLock lock) {
    return (current, worker) -> {
      lock.lock(current);
      final int detached = unlocked(current, worker);
      lock.unlock(current);
      return detached;
    };
  }

  private static int clear(Task current, VhostVirtqueue vq, VhostWorker worker) {
    if (!vq.isServedBy(current, worker)) {
      return 0;
    }
    vq.worker().set(current, Optional.empty());
    return 1;
  }
}
