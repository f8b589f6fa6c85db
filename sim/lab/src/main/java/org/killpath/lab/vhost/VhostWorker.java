package org.killpath.lab.vhost;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.WorkList;
import org.killpath.lab.vhost.account.WorkAccount;
import org.killpath.lab.vhost.account.WorkerAccount;

/** Mirrors {@code struct vhost_worker} (drivers/vhost/vhost.{h,c}, 6.10 to 7.3). */
public final class VhostWorker extends Allocation {
  private static final CFunction WORKER_QUEUE = VhostDev.function("vhost_worker_queue");
  private static final CFunction RUN_WORK_LIST = VhostDev.function("vhost_run_work_list");
  private static final CFunction FLUSH_LOCKED = VhostDev.function("__vhost_worker_flush");
  private static final CFunction FLUSH = VhostDev.function("vhost_worker_flush");
  private static final CFunction KILLED = VhostDev.function("vhost_worker_killed");

  private final VhostDev dev;
  private final int workerId;
  private final Mutex mutex;
  private final WorkList<VhostWork> workList;
  private final Shared<Integer> attachmentCnt;
  private final Shared<Boolean> killed;
  private final WorkerAccount account;
  private WorkerThread thread;

  VhostWorker(VhostDev dev, int workerId) {
    super(dev.kernel(), "vhost_worker", workerId);
    final Kernel kernel = dev.kernel();
    this.dev = dev;
    this.workerId = workerId;
    this.mutex = new Mutex(kernel, "worker.mutex", this).transparent();
    this.workList = new WorkList<>(kernel, "worker.work_list", workerId, this);
    this.attachmentCnt = new Shared<>(kernel, "worker.attachment_cnt", this, 0);
    this.killed = new Shared<>(kernel, "worker.killed", this, false);
    this.account = new WorkerAccount(workerId, () -> thread.task());
  }

  /**
   * {@code vhost_worker_create()} up to the thread, which does not run yet: false if it could not
   * be made.
   */
  boolean createThread(Task current) {
    final Optional<WorkerThread> created =
        dev.workerKind().create(current, this, this::vhostWorkerKilled);
    created.ifPresent(made -> {
      thread = made;
      task().haltIf(() -> !dev.parts().drivers().has(Drivers.Change.WORKERS_NEVER_HALT));
    });
    return created.isPresent();
  }

  public VhostDev dev() {
    return dev;
  }

  /** Its number in the device's table of workers. */
  public int workerId() {
    return workerId;
  }

  public Mutex mutex() {
    return mutex;
  }

  public WorkList<VhostWork> workList() {
    return workList;
  }

  /** How many virtqueues point to it; guarded by {@link #mutex}. */
  public Shared<Integer> attachmentCnt() {
    return attachmentCnt;
  }

  /** Set by the kill handler; guarded by {@link #mutex}. */
  public Shared<Boolean> killed() {
    return killed;
  }

  /** The look at {@link #killed} that a flush, an attach and a free begin with. */
  public boolean isKilled(Task current) {
    return dev.parts().killedCheck().isKilled(current, this);
  }

  public WorkerThread thread() {
    return thread;
  }

  /** The task that runs it. */
  public Task task() {
    return thread.task();
  }

  /** Who runs its list, and what of it has been run. */
  public WorkerAccount account() {
    return account;
  }

  /** {@code worker->attachment_cnt += by}: a read and a write. */
  public void addAttachments(Task current, int by) {
    attachmentCnt.set(current, attachmentCnt.get(current) + by);
  }

  /** {@code vhost_worker_queue()}: Q2. */
  public void vhostWorkerQueue(Task current, VhostWork work) {
    try (Frame fn = current.enter(WORKER_QUEUE)) {
      if (!work.queued().testAndSet(current)) {
        final WorkAccount.Acceptance acceptance = work.account().accept(account);
        workList.add(current, work);
        account.listed(acceptance);
        thread.wake(current);
      }
    }
  }

  /** {@code vhost_run_work_list()}: W2. True if there was anything to run. */
  public boolean vhostRunWorkList(Task current) {
    try (Frame fn = current.enter(RUN_WORK_LIST)) {
      final List<VhostWork> items = workList.takeAll(current);
      if (items.isEmpty()) {
        return false;
      }
      current.setRunning();
      for (VhostWork work : items) {
        work.queued().clear(current);
        work.run(current);
      }
      return true;
    }
  }

  /**
   * {@code __vhost_worker_flush()}: F1i. Called with {@link #mutex} held. False if a fatal signal
   * ended it early, which never happens upstream.
   */
  public boolean vhostWorkerFlushLocked(Task current) {
    try (Frame fn = current.enter(FLUSH_LOCKED)) {
      return dev.parts().flushProtocol().flush(current, this);
    }
  }

  /** Queues a flush item: what {@code __vhost_worker_flush()} waits for. */
  public Completion queueFlushItem(Task current) {
    final Completion done = new Completion(kernel(), "flush completion", account::runners);
    final VhostWork flush = new VhostWork(kernel(), "flush", VhostWork.Kind.FLUSH, done::complete);
    vhostWorkerQueue(current, flush);
    return done;
  }

  /** {@code vhost_worker_flush()}: F1. What was queued before has run when it returns. */
  void vhostWorkerFlush(Task current) {
    try (Frame fn = current.enter(FLUSH)) {
      final WorkerAccount.Flush flush = account.flush();
      mutex.lock(current);
      final boolean flushed = vhostWorkerFlushLocked(current);
      mutex.unlock(current);
      if (flushed) {
        flush.over(current);
      }
    }
  }

  /** {@code vhost_worker_killed()}: the design's kill handler. */
  private void vhostWorkerKilled(Task current) {
    try (Frame fn = current.enter(KILLED)) {
      dev.parts().killHandler().killed(current, this);
    }
  }
}
