package org.killpath.lab.vhost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.lab.vhost.uapi.Errno;

/** Mirrors {@code struct vhost_dev} and what all devices share (drivers/vhost/vhost.c, 6.10-7.3). */
public final class VhostDev extends Allocation {
  private static final CFunction WORK_QUEUE = function("vhost_vq_work_queue");
  private static final CFunction DEV_FLUSH = function("vhost_dev_flush");
  private static final CFunction WORKER_CREATE = function("vhost_worker_create");
  private static final CFunction ATTACH = function("__vhost_vq_attach_worker");
  private static final CFunction SET_OWNER = function("vhost_dev_set_owner");
  private static final CFunction CLEANUP = function("vhost_dev_cleanup");
  private static final CFunction DESTROY = function("vhost_worker_destroy");
  private static final CFunction POLL_STOP = function("vhost_dev_stop");

  private final Mutex mutex;
  private final List<VhostVirtqueue> vqs = new ArrayList<>(2);
  private final WorkerTable workers;
  private final Shared<Optional<Mm>> owner;
  private final Parts parts;
  private final Additions additions;
  private final Consumer<VhostWorker> observer;
  private volatile boolean forksOwner = true;
  private volatile boolean wantsKthread;
  private volatile Iotlb umem;
  private volatile Optional<Iotlb> iotlb = Optional.empty();

  /** With {@code observer}, who is told of each worker that is made, before it runs. */
  public VhostDev(Kernel kernel, Design design, Consumer<VhostWorker> observer) {
    super(kernel, "vhost_dev");
    this.observer = observer;
    this.mutex = new Mutex(kernel, "dev.mutex", this);
    this.workers = new WorkerTable(kernel, this);
    this.owner = new Shared<>(kernel, "dev.mm", this, Optional.empty());
    this.umem = new Iotlb(kernel, "dev.umem");
    this.parts = design.parts(this);
    this.additions = new Additions(this);
  }

  /** One of drivers/vhost/vhost.c. */
  public static CFunction function(String name) {
    return new CFunction(name, "drivers/vhost/vhost.c");
  }

  /** Adds a virtqueue when the device is made. */
  public VhostVirtqueue addVirtqueue(String handlerName, Body handleKick) {
    final VhostVirtqueue vq = new VhostVirtqueue(this, vqs.size(), handlerName, handleKick);
    vqs.add(vq);
    return vq;
  }

  public Mutex mutex() {
    return mutex;
  }

  /** Takes {@link #mutex} for an ioctl; false if the ioctl has to give up. */
  public boolean lockForIoctl(Task current) {
    return parts.ioctls().devLock().lock(current, this);
  }

  public List<VhostVirtqueue> vqs() {
    return vqs;
  }

  /** The guest's memory, as the owner describes it: there from the beginning in every ordering. */
  Iotlb umem() {
    return umem;
  }

  /** What replaces {@link #umem} if guest addresses pass through an IOMMU. */
  public Optional<Iotlb> iotlb() {
    return iotlb;
  }

  /** Called with dev.mutex held. */
  public void useIotlb(Optional<Iotlb> other) {
    iotlb = other;
  }

  public Parts parts() {
    return parts;
  }

  /** What edits add to it. */
  public Additions additions() {
    return additions;
  }

  /** {@code dev->worker_xa}. */
  public WorkerTable workers() {
    return workers;
  }

  /** {@code dev->fork_owner}: are the workers threads of the owner? All of a device or none. */
  public boolean forksOwner() {
    return forksOwner;
  }

  /**
   * VHOST_SET_FORK_FROM_OWNER with 0, before there is an owner: the next workers are kernel threads,
   * until VHOST_RESET_OWNER sets it back to the module's default.
   */
  public void useKthread() {
    wantsKthread = true;
  }

  /** What makes the thread behind the next worker. */
  Parts.WorkerKind workerKind() {
    return wantsKthread ? KthreadWorker.KIND : parts.workerKind();
  }

  /** {@code vhost_dev_has_owner()}. */
  public boolean hasOwner(Task current) {
    return owner.get(current).isPresent();
  }

  /** {@code vhost_dev_check_owner()}: compares the address space, not the group. */
  public boolean isOwnedBy(Task current) {
    final Optional<Mm> mm = owner.get(current);
    return mm.isPresent() && mm.equals(current.mm());
  }

  /** {@code vhost_vq_work_queue()}: Q1. False if no worker serves the queue. */
  public boolean vhostVqWorkQueue(Task current, VhostVirtqueue vq, VhostWork work) {
    try (Frame fn = current.enter(WORK_QUEUE)) {
      kernel().rcu().readLock(current);
      final Optional<VhostWorker> worker = vq.worker().get(current);
      worker.ifPresent(serving -> {
        current.sees(serving);
        serving.vhostWorkerQueue(current, work);
      });
      kernel().rcu().readUnlock(current);
      return worker.isPresent();
    }
  }

  /** {@code vhost_dev_flush()}: F2. */
  public void vhostDevFlush(Task current) {
    try (Frame fn = current.enter(DEV_FLUSH)) {
      Optional<VhostWorker> worker = workers.after(current, -1);
      while (worker.isPresent()) {
        worker.get().vhostWorkerFlush(current);
        worker = workers.after(current, worker.get().workerId());
      }
    }
  }

  /** {@code vhost_dev_set_owner()}: D1. Called with dev.mutex held. */
  public long vhostDevSetOwner(Task current) {
    try (Frame fn = current.enter(SET_OWNER)) {
      if (hasOwner(current)) {
        return Errno.EBUSY;
      }
      owner.set(current, Optional.of(current.group().mm()));
      final Optional<VhostWorker> worker = vhostWorkerCreate(current);
      if (worker.isEmpty()) {
        owner.set(current, Optional.empty());
        return Errno.ENOMEM;
      }
      for (VhostVirtqueue vq : vqs) {
        vhostVqAttachWorker(current, vq, worker.get());
      }
      return 0;
    }
  }

  /** {@code vhost_worker_create()}: A2. Nothing if the thread cannot be made. */
  public Optional<VhostWorker> vhostWorkerCreate(Task current) {
    try (Frame fn = current.enter(WORKER_CREATE)) {
      final VhostWorker worker = new VhostWorker(this, workers.lowestFree());
      if (!worker.createThread(current)) {
        return Optional.empty();
      }
      forksOwner = !worker.thread().task().isKthread();
      observer.accept(worker);
      worker.thread().start(current);
      workers.insert(current, worker);
      worker.thread().adopt(current, worker);
      return Optional.of(worker);
    }
  }

  /** {@code __vhost_vq_attach_worker()}: A1. Called with dev.mutex held. */
  public void vhostVqAttachWorker(Task current, VhostVirtqueue vq, VhostWorker worker) {
    try (Frame fn = current.enter(ATTACH)) {
      final Optional<VhostWorker> before = parts.assignment().assign(current, vq, worker);
      if (before.isEmpty()) {
        return;
      }

      final VhostWorker old = before.get();
      old.mutex().lock(current);
      if (old.isKilled(current)) {
        old.mutex().unlock(current);
        return;
      }
      vq.mutex().lock(current);
      final boolean idle = !vq.privateData().get(current) && !vq.kick().get(current);
      vq.mutex().unlock(current);
      if (idle) {
        old.addAttachments(current, -1);
        old.mutex().unlock(current);
        current
            .kernel()
            .warnOn(
                current,
                old.attachmentCnt().get(current) == 0 && !old.workList().isEmpty(current),
                "!old_worker->attachment_cnt && !llist_empty(&old_worker->work_list)");
        return;
      }
      kernel().rcu().synchronize(current);
      old.vhostWorkerFlushLocked(current);
      old.addAttachments(current, -1);
      old.mutex().unlock(current);
    }
  }

  // --- the end

  /** {@code vhost_dev_stop()}: stops polling each queue's kick, and flushes. */
  public void vhostDevStop(Task current) {
    try (Frame fn = current.enter(POLL_STOP)) {
      additions.deviceStops(current);
      for (VhostVirtqueue vq : vqs) {
        if (vq.kick().get(current)) {
          vq.kickPoll().vhostPollStop(current);
        }
      }
      vhostDevFlush(current);
    }
  }

  /** {@code vhost_dev_cleanup()}: the last part of D7; nobody holds dev.mutex around it. */
  public void vhostDevCleanup(Task current) {
    try (Frame fn = current.enter(CLEANUP)) {
      for (VhostVirtqueue vq : vqs) {
        vq.privateData().set(current, false);
        vq.kick().set(current, false);
        vq.worker().clear(current);
        vq.reset();
      }
      if (parts.drivers().has(Drivers.Change.READERS_AWAITED_BEFORE_FREE)) {
        kernel().rcu().synchronize(current);
      }
      umem.free(current);
      iotlb.ifPresent(table -> table.free(current));
      Optional<VhostWorker> worker = workers.after(current, -1);
      while (worker.isPresent()) {
        final int id = worker.get().workerId();
        vhostWorkerDestroy(current, worker.get());
        worker = workers.after(current, id);
      }
      owner.set(current, Optional.empty());
      additions.renew();
    }
  }

  /** {@code vhost_dev_reset_owner()}: a part of D8. Called with dev.mutex held. */
  public void vhostDevResetOwner(Task current) {
    wantsKthread = false;
    final Iotlb fresh = new Iotlb(kernel(), "dev.umem");
    vhostDevCleanup(current);
    umem = fresh;
    iotlb = Optional.empty();
  }

  /** {@code vhost_worker_destroy()}. */
  public void vhostWorkerDestroy(Task current, VhostWorker worker) {
    try (Frame fn = current.enter(DESTROY)) {
      parts.beforeDestroy().await(current, worker);
      additions.beforeDestroy(current, worker);
      final boolean leftBehind = !worker.workList().isEmpty(current);
      kernel().warnOn(current, leftBehind, "!llist_empty(&worker->work_list)");
      if (leftBehind) {
        worker.workList().peek().forEach(work -> work.account().leftBehind());
      }
      workers.erase(current, worker);
      worker.thread().stop(current);
      worker.free(current);
    }
  }
}
