package org.killpath.lab.vhost;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.References;
import org.killpath.engine.primitive.SpinLock;

/**
 * What {@code struct vhost_worker} would be given so that a flush without dev.mutex keeps the worker
 * that it flushes: a count of references, taken under the lock of {@code worker_xa}, whose last one
 * whoever destroys the worker waits for. Not in any kernel.
 */
final class WorkerHolds {
  private static final CFunction DEV_FLUSH = VhostDev.function("vhost_dev_flush");

  private record Hold(References count, List<Task> holders) {}

  private final VhostDev dev;
  private final SpinLock xaLock;
  private final Map<VhostWorker, Hold> holds = new ConcurrentHashMap<>();

  WorkerHolds(VhostDev dev) {
    this.dev = dev;
    this.xaLock = new SpinLock(dev.kernel(), "worker_xa.xa_lock", dev);
  }

  private Hold of(VhostWorker worker) {
    return holds.computeIfAbsent(worker, unseen -> {
      final List<Task> holders = new CopyOnWriteArrayList<>();
      return new Hold(
          new References(
              dev.kernel(), "worker.refs", worker.workerId(), worker, () -> List.copyOf(holders)),
          holders);
    });
  }

  /** {@code vhost_dev_flush()}, with a reference on each worker while it is flushed. */
  void flush(Task current) {
    try (Frame fn = current.enter(DEV_FLUSH)) {
      flushEach(current);
    }
  }

  private void flushEach(Task current) {
    Optional<VhostWorker> worker = hold(current, -1);
    while (worker.isPresent()) {
      worker.get().vhostWorkerFlush(current);
      final Hold hold = of(worker.get());
      final int id = worker.get().workerId();
      hold.holders().remove(current);
      hold.count().put(current);
      worker = hold(current, id);
    }
  }

  private Optional<VhostWorker> hold(Task current, int after) {
    xaLock.lock(current);
    final Optional<VhostWorker> worker = dev.workers().after(current, after);
    worker.map(this::of).ifPresent(hold -> {
      hold.holders().add(current);
      hold.count().get(current);
    });
    xaLock.unlock(current);
    return worker;
  }

  /** Nobody finds it any more, and whoever has found it is through with it. */
  void eraseAndAwait(Task current, VhostWorker worker) {
    xaLock.lock(current);
    dev.workers().erase(current, worker);
    xaLock.unlock(current);
    of(worker).count().put(current);
    of(worker).count().awaitZero(current);
  }
}
