package org.killpath.lab.vhost;

import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.campaign.Asked;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Mirrors {@code vhost_dev.worker_xa}: the workers of a device by their ids. */
public final class WorkerTable extends Resource {
  private final ConcurrentSkipListMap<Integer, VhostWorker> workers = new ConcurrentSkipListMap<>();

  WorkerTable(Kernel kernel, Allocation home) {
    super(kernel, "dev.worker_xa", home);
  }

  /** {@code xa_store()}. */
  void insert(Task current, VhostWorker worker) {
    visible(current, Op.WRITE);
    workers.put(worker.workerId(), worker);
  }

  /** The id that {@code xa_alloc()} gives next: the lowest free one. Asked with dev.mutex held. */
  int lowestFree() {
    int id = 0;
    while (workers.containsKey(id)) {
      id++;
    }
    return id;
  }

  /** {@code xa_erase()}. */
  void erase(Task current, VhostWorker worker) {
    visible(current, Op.WRITE);
    workers.remove(worker.workerId());
  }

  /** {@code xa_find_after()}: the worker with the next higher id. */
  Optional<VhostWorker> after(Task current, int id) {
    visible(current, Op.READ);
    return Optional.ofNullable(workers.higherEntry(id)).map(Map.Entry::getValue);
  }

  /** {@code xa_load()}. */
  Optional<VhostWorker> find(Task current, int id) {
    visible(current, Op.READ);
    return Optional.ofNullable(workers.get(id));
  }
}
