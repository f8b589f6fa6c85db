package org.killpath.lab.vhost.audit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Kernel;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWorker;

/** What is asked of the workers of one device, from the moment that each is made. */
public final class WorkerAudits implements Consumer<VhostWorker> {
  private final List<VhostWorker> workers = new CopyOnWriteArrayList<>();

  /** {@code worker} has just been made and does not run yet. */
  @Override
  public void accept(VhostWorker worker) {
    final Kernel kernel = worker.kernel();
    workers.add(worker);
    kernel.audit(new Audit(Audit.Kind.ABANDONED, () -> abandoned(worker)));
    kernel.audit(new Audit(Audit.Kind.MISCOUNT, () -> miscounted(worker)));
    kernel.audit(new Audit(Audit.Kind.LEAK, () -> leftOver(worker)));
  }

  /** Every worker that the device has had, freed ones too, in the order in which they were made. */
  public List<VhostWorker> workers() {
    return List.copyOf(workers);
  }

  /** Is any virtqueue still attached although nobody serves this worker any more? */
  private static Optional<String> abandoned(VhostWorker worker) {
    if (!worker.thread().task().isExited() || worker.isFreed()) {
      return Optional.empty();
    }
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      if (isServedBy(vq, worker)) {
        return Optional.of(
            vq + " is still attached to " + worker.thread().task() + ", which has exited");
      }
    }
    return Optional.empty();
  }

  /** Does the count of attachments disagree with the virtqueues, while nobody changes either? */
  private static Optional<String> miscounted(VhostWorker worker) {
    if (worker.isFreed()
        || worker.killed().peek()
        || worker.mutex().owner().isPresent()
        || worker.dev().mutex().owner().isPresent()) {
      return Optional.empty();
    }
    int attached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      attached += isServedBy(vq, worker) ? 1 : 0;
    }
    final int counted = worker.attachmentCnt().peek();
    return attached == counted
        ? Optional.empty()
        : Optional.of(worker.name() + ".attachment_cnt is " + counted + ", and " + attached
            + " virtqueues are attached");
  }

  private static boolean isServedBy(VhostVirtqueue vq, VhostWorker worker) {
    final Optional<VhostWorker> serving = vq.worker().peek();
    return serving.isPresent() && serving.get() == worker;
  }

  /** Is the device gone, and this is not? */
  private static Optional<String> leftOver(VhostWorker worker) {
    return worker.dev().isFreed() && !worker.isFreed()
        ? Optional.of(worker.name() + " outlives its device")
        : Optional.empty();
  }
}
