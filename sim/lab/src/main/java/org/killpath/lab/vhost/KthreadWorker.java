package org.killpath.lab.vhost;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;

/**
 * Mirrors a worker that is a kernel thread ({@code vhost_run_work_kthread_list()},
 * drivers/vhost/vhost.c, 6.17 and later, and before 6.4): of no user's group, so that SIGKILL never
 * reaches it. There is no kill handler.
 */
public final class KthreadWorker implements WorkerThread {
  private static final CFunction RUN_WORK_KTHREAD_LIST =
      new CFunction("vhost_run_work_kthread_list", "drivers/vhost/vhost.c");
  private static final CFunction ATTACH_CGROUPS =
      new CFunction("vhost_attach_task_to_cgroups", "drivers/vhost/vhost.c");
  private static final CFunction KTHREAD_STOP = new CFunction("kthread_stop", "kernel/kthread.c");

  /** Such workers. */
  public static final Parts.WorkerKind KIND =
      (current, worker, killed) -> Optional.of(new KthreadWorker(current, worker));

  private final VhostWorker worker;
  private final Bit shouldStop;
  private final Completion exited;
  private final Task task;

  /** {@code kthread_create()} as {@code vhost_worker_create()} calls it. */
  public KthreadWorker(Task current, VhostWorker worker) {
    final Kernel kernel = current.kernel();
    this.worker = worker;
    this.shouldStop = new Bit(kernel, "kthread.SHOULD_STOP");
    this.task = kernel.createKthread(
        current,
        "vhost-" + current.group().tgid(),
        worker.account().role(),
        this::vhostRunWorkKthreadList);
    this.exited = new Completion(kernel, "kthread.exited", () -> List.of(task));
  }

  @Override
  public Task task() {
    return task;
  }

  @Override
  public void start(Task current) {
    current.kernel().start(task);
  }

  /**
   * {@code vhost_attach_task_to_cgroups()}: an item that runs in the worker moves it to the owner's
   * cgroups, and a flush waits for it, with a count that makes the flush believe in attachments.
   */
  @Override
  public void adopt(Task current, VhostWorker adopted) {
    try (Frame fn = current.enter(ATTACH_CGROUPS)) {
      final VhostWork attach =
          new VhostWork(current.kernel(), "attach_cgroups", VhostWork.Kind.DATA, task -> {});
      adopted.vhostWorkerQueue(current, attach);
      adopted.mutex().lock(current);
      final int before = adopted.attachmentCnt().get(current);
      adopted.attachmentCnt().set(current, Integer.MAX_VALUE);
      adopted.vhostWorkerFlushLocked(current);
      adopted.attachmentCnt().set(current, before);
      adopted.mutex().unlock(current);
    }
  }

  @Override
  public void wake(Task current) {
    task.wake(current);
  }

  /** {@code vhost_run_work_kthread_list()}: W1k. */
  private void vhostRunWorkKthreadList(Task current) {
    try (Frame fn = current.enter(RUN_WORK_KTHREAD_LIST)) {
      for (; ; ) {
        current.beginRound();
        current.setInterruptible();
        if (shouldStop.test(current)) {
          current.setRunning();
          break;
        }
        final List<VhostWork> items = worker.workList().takeAll(current);
        if (items.isEmpty()) {
          current.schedule();
        }
        for (VhostWork work : items) {
          work.queued().clear(current);
          current.setRunning();
          work.run(current);
        }
      }
      exited.complete(current);
    }
  }

  /** {@code kthread_stop()}. */
  @Override
  public void stop(Task current) {
    try (Frame fn = current.enter(KTHREAD_STOP)) {
      shouldStop.set(current);
      task.wake(current);
      exited.await(current);
      task.free(current);
    }
  }
}
