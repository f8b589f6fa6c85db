package org.killpath.lab.vhost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/** Mirrors {@code vhost_dev.worker_xa}: the workers of a device by their ids. */
public final class WorkerTable extends Resource {
  private static final Comparator<VhostWorker> BY_ID =
      Comparator.comparingInt(VhostWorker::workerId);

  /** In the order of their ids: a new list for each change, since few change and many look. */
  private volatile List<VhostWorker> workers = List.of();

  WorkerTable(Kernel kernel, Allocation home) {
    super(kernel, "dev.worker_xa", home);
  }

  /** {@code xa_store()}. */
  void insert(Task current, VhostWorker worker) {
    visible(current, Op.WRITE);
    synchronized (this) {
      final List<VhostWorker> more = new ArrayList<>(workers);
      more.add(worker);
      more.sort(BY_ID);
      workers = List.copyOf(more);
    }
  }

  /** The id that {@code xa_alloc()} gives next: the lowest free one. Asked with dev.mutex held. */
  int lowestFree() {
    int id = 0;
    for (VhostWorker worker : workers) {
      if (worker.workerId() > id) {
        return id;
      }
      id = worker.workerId() + 1;
    }
    return id;
  }

  /** {@code xa_erase()}. */
  void erase(Task current, VhostWorker worker) {
    visible(current, Op.WRITE);
    synchronized (this) {
      final List<VhostWorker> fewer = new ArrayList<>(workers);
      fewer.remove(worker);
      workers = List.copyOf(fewer);
    }
  }

  /** {@code xa_find_after()}: the worker with the next higher id. */
  Optional<VhostWorker> after(Task current, int id) {
    visible(current, Op.READ);
    for (VhostWorker worker : workers) {
      if (worker.workerId() > id) {
        return Optional.of(worker);
      }
    }
    return Optional.empty();
  }

  /** {@code xa_load()}. */
  public Optional<VhostWorker> find(Task current, int id) {
    visible(current, Op.READ);
    for (VhostWorker worker : workers) {
      if (worker.workerId() == id) {
        return Optional.of(worker);
      }
    }
    return Optional.empty();
  }
}
