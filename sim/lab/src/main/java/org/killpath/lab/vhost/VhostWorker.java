package org.killpath.lab.vhost;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.CFunction;
import org.killpath.engine.kernel.Frame;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Mutex;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.WorkList;

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
  private final List<Task> alsoRunBy = new CopyOnWriteArrayList<>();
  private final Queue<VhostWork.Acceptance> unsettled = new ConcurrentLinkedQueue<>();
  private WorkerThread thread;

  VhostWorker(VhostDev dev, int workerId) {
    super(dev.kernel(), "vhost_worker", workerId);
    final Kernel kernel = dev.kernel();
    this.dev = dev;
    this.workerId = workerId;
    this.mutex = new Mutex(kernel, "worker.mutex", this);
    this.workList = new WorkList<>(kernel, "worker.work_list", workerId, this);
    this.attachmentCnt = new Shared<>(kernel, "worker.attachment_cnt", this, 0);
    this.killed = new Shared<>(kernel, "worker.killed", this, false);
  }

  /**
   * {@code vhost_worker_create()} up to the thread, which does not run yet: false if it could not be
   * made.
   */
  boolean createThread(Task current) {
    final Optional<WorkerThread> created =
        dev.parts().workerKind().create(current, this, this::vhostWorkerKilled);
    created.ifPresent(made -> thread = made);
    return created.isPresent();
  }

  public VhostDev dev() {
    return dev;
  }

  /** Its number in the device's table of workers. */
  public int workerId() {
    return workerId;
  }

  /** What its task is in an ordering: {@code worker}, {@code worker B}, {@code worker C}, ... */
  public String role() {
    return workerId == 0 ? "worker" : "worker " + (char) ('A' + workerId);
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

  /** {@code worker->attachment_cnt += by}: a read and a write. */
  public void addAttachments(Task current, int by) {
    attachmentCnt.set(current, attachmentCnt.get(current) + by);
  }

  /** {@code vhost_worker_queue()}: Q2. */
  public void vhostWorkerQueue(Task current, VhostWork work) {
    try (Frame fn = current.enter(WORKER_QUEUE)) {
      if (!work.queued().testAndSet(current)) {
        final VhostWork.Acceptance acceptance = work.markAccepted(this);
        workList.add(current, work);
        if (work.kind() == VhostWork.Kind.DATA) {
          unsettled.add(acceptance);
        }
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

  /** {@code __vhost_worker_flush()}: F1i. Called with {@link #mutex} held. */
  public void vhostWorkerFlushLocked(Task current) {
    try (Frame fn = current.enter(FLUSH_LOCKED)) {
      dev.parts().flushProtocol().flush(current, this);
    }
  }

  /** Queues a flush item: what {@code __vhost_worker_flush()} waits for. */
  public Completion queueFlushItem(Task current) {
    final Completion done = new Completion(kernel(), "flush completion", this::whoRunsTheList);
    final VhostWork flush = new VhostWork(kernel(), "flush", VhostWork.Kind.FLUSH, done::complete);
    vhostWorkerQueue(current, flush);
    return done;
  }

  /** {@code task} takes over, or shares, what this worker's own thread does with the list. */
  public void listIsAlsoRunBy(Task task) {
    alsoRunBy.add(task);
  }

  /** The tasks that may still run what is queued here, or are running it. */
  List<Task> whoRunsTheList() {
    return Stream.concat(Stream.of(thread.task()), alsoRunBy.stream())
        .filter(task -> !task.isExited())
        .toList();
  }

  /** {@code vhost_worker_flush()}: F1. What was queued before has run when it returns. */
  void vhostWorkerFlush(Task current) {
    try (Frame fn = current.enter(FLUSH)) {
      final List<VhostWork.Acceptance> before = unsettled();
      mutex.lock(current);
      vhostWorkerFlushLocked(current);
      mutex.unlock(current);
      for (VhostWork.Acceptance acceptance : before) {
        if (!acceptance.isSettled()) {
          current.kernel().brokenRule(current, "is flushed, and " + acceptance + " has not run");
        }
      }
    }
  }

  private List<VhostWork.Acceptance> unsettled() {
    unsettled.removeIf(VhostWork.Acceptance::isSettled);
    return List.copyOf(unsettled);
  }

  /** {@code vhost_worker_killed()}: the design's kill handler. */
  private void vhostWorkerKilled(Task current) {
    try (Frame fn = current.enter(KILLED)) {
      dev.parts().killHandler().killed(current, this);
    }
  }

  /** Is any virtqueue still attached although nobody serves this worker any more? */
  Optional<String> abandoned() {
    if (thread == null || !thread.task().isExited() || isFreed()) {
      return Optional.empty();
    }
    for (VhostVirtqueue vq : dev.vqs()) {
      if (vq.worker().peek().filter(attached -> attached == this).isPresent()) {
        return Optional.of(vq + " is still attached to " + thread.task() + ", which has exited");
      }
    }
    return Optional.empty();
  }

  /** Does the count of attachments disagree with the virtqueues, while nobody changes either? */
  Optional<String> miscounted() {
    if (isFreed()
        || killed.peek()
        || mutex.owner().isPresent()
        || dev.mutex().owner().isPresent()) {
      return Optional.empty();
    }
    final long attached = dev.vqs().stream()
        .filter(vq -> vq.worker().peek().filter(serving -> serving == this).isPresent())
        .count();
    return attached == attachmentCnt.peek()
        ? Optional.empty()
        : Optional.of(name() + ".attachment_cnt is " + attachmentCnt.peek() + ", and " + attached
            + " virtqueues are attached");
  }

  /** Is the device gone, and this is not? */
  Optional<String> leftOver() {
    return dev.isFreed() && !isFreed()
        ? Optional.of(name() + " outlives its device")
        : Optional.empty();
  }
}
