package org.killpath.lab.design.step;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;
import org.killpath.lab.vhost.VhostWorker;

/**
 * A kernel work item that detaches a killed worker. It lives in the worker's memory and borrows the
 * owner's address space, so the items that it runs may fault; no signal ever reaches it there.
 */
public final class DetachItem {
  private static final CFunction DETACH_WORK =
      new CFunction("vhost_worker_detach_work", "drivers/vhost/vhost.c");

  private final VhostWorker worker;
  private final Bit queued;
  private final Completion done;
  private volatile Optional<Task> kworker = Optional.empty();

  public DetachItem(VhostWorker worker) {
    final Kernel kernel = worker.dev().kernel();
    this.worker = worker;
    this.queued = new Bit(kernel, "worker.detach_queued", worker.workerId(), worker);
    this.done =
        new Completion(kernel, "worker.detach_work", () -> kworker.map(List::of).orElse(List.of()));
  }

  /** Sets the flag and queues the item ({@code queue_work()}). */
  public void queue(Task current) {
    queued.set(current);
    final Kernel kernel = current.kernel();
    final Task task =
        kernel.createKthread(current, "kworker/detach", "detach-work", this::detachWork);
    kworker = Optional.of(task);
    worker.account().alsoRunBy(task);
    kernel.start(task);
  }

  /** {@code flush_work()}, if the flag is set. */
  public void awaitIfQueued(Task current) {
    if (queued.test(current)) {
      done.await(current);
    }
  }

  private void detachWork(Task current) {
    try (Frame fn = current.enter(DETACH_WORK)) {
      Detach.thenTail(current, worker);
      done.complete(current);
    }
  }
}
