package org.killpath.lab.design.step;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostWorker;

/**
 * A kernel work item that goes on with the teardown of a killed worker. It lives in the worker's
 * memory and borrows the owner's address space, so the items that it runs may fault; no signal ever
 * reaches it there.
 */
public final class WorkerItem {
  private final VhostWorker worker;
  private final String purpose;
  private final Parts.KillHandler work;
  private final Bit queued;
  private final Completion done;
  private volatile Optional<Task> kworker = Optional.empty();

  /**
   * @param purpose a word for what it does, as its tasks and flags are named
   */
  public WorkerItem(VhostWorker worker, String purpose, Parts.KillHandler work) {
    final Kernel kernel = worker.dev().kernel();
    this.worker = worker;
    this.purpose = purpose;
    this.work = work;
    this.queued = new Bit(kernel, "worker." + purpose + "_queued", worker.workerId(), worker);
    this.done = new Completion(
        kernel, "worker." + purpose + "_work", () -> kworker.map(List::of).orElse(List.of()));
  }

  /** Sets the flag and queues the item ({@code queue_work()}). */
  public void queue(Task current) {
    queued.set(current);
    final Kernel kernel = current.kernel();
    final Task task =
        kernel.createKthread(current, "kworker/" + purpose, purpose + "-work", this::run);
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

  private void run(Task current) {
    final CFunction function =
        new CFunction("vhost_worker_" + purpose + "_work", "drivers/vhost/vhost.c");
    try (Frame fn = current.enter(function)) {
      work.killed(current, worker);
      done.complete(current);
    }
  }
}
