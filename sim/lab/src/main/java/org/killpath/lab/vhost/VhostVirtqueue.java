package org.killpath.lab.vhost;

import java.util.Optional;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Pointer;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.WaitQueue;
import org.killpath.lab.vhost.uapi.VringMemory;

/** Mirrors {@code struct vhost_virtqueue} (drivers/vhost/vhost.h). */
public final class VhostVirtqueue {
  private static final CFunction META_PREFETCH = VhostDev.function("vq_meta_prefetch");

  /** {@code VHOST_NET_PKT_WEIGHT}, {@code VHOST_SCSI_WEIGHT}, {@code VHOST_VSOCK_PKT_WEIGHT}. */
  private static final int WEIGHT = 256;

  /** {@code VHOST_NET_WEIGHT}, {@code VHOST_VSOCK_WEIGHT}. */
  private static final int BYTE_WEIGHT = 512 << 10;

  private final VhostDev dev;
  private final int index;
  private final Mutex mutex;
  private final Pointer<VhostWorker> worker;
  private final Shared<Boolean> privateData;
  private final Shared<Boolean> kick;
  private final VhostWork poll;
  private final WaitQueue eventfd;
  private final VhostPoll kickPoll;
  private final Bit kicked;
  private volatile Optional<Iotlb> iotlb = Optional.empty();

  /** {@code VRING_USED_F_NO_NOTIFY}; guarded by {@link #mutex}, so that a look at it takes no step. */
  private volatile boolean noNotify;

  /** {@code busyloop_timeout}, if it is not 0; guarded by {@link #mutex}, too. */
  private volatile boolean busyLoop;

  /** Is it known where the ring lies? Guarded by {@link #mutex}, too. */
  private volatile boolean addressed = true;

  VhostVirtqueue(VhostDev dev, int index, String handlerName, Body handleKick) {
    final Kernel kernel = dev.kernel();
    this.dev = dev;
    this.index = index;
    this.mutex = new Mutex(kernel, "vq.mutex", index, dev).transparent();
    this.worker = new Pointer<>(kernel, "vq.worker", index, dev);
    this.privateData = new Shared<>(kernel, "vq.private_data", index, dev, false);
    this.kick = new Shared<>(kernel, "vq.kick", index, dev, false);
    this.poll = new VhostWork(kernel, handlerName, VhostWork.Kind.DATA, handleKick);
    this.eventfd = new WaitQueue(kernel, "eventfd.lock", index);
    this.kicked = new Bit(kernel, "eventfd.count", index);
    this.kickPoll = new VhostPoll(this, poll, eventfd, kicked::test);
  }

  /**
   * Takes {@link #mutex} for a virtqueue handler; false if the handler has to return.
   *
   * @param killable what would make it a killable lock in that driver
   */
  public boolean lockInHandler(Task current, Drivers.Change killable) {
    return dev.parts().drivers().has(killable)
        ? mutex.lockKillable(current)
        : dev.parts().dataPathLock().lock(current, this);
  }

  public VhostDev dev() {
    return dev;
  }

  public int index() {
    return index;
  }

  public Mutex mutex() {
    return mutex;
  }

  /** The worker that serves it: an RCU pointer. */
  public Pointer<VhostWorker> worker() {
    return worker;
  }

  /** {@code vq->worker == worker}. */
  public boolean isServedBy(Task current, VhostWorker candidate) {
    return worker.is(current, candidate);
  }

  /** The backend: false means that the queue is stopped. */
  public Shared<Boolean> privateData() {
    return privateData;
  }

  /** Is there an eventfd that the guest kicks? */
  public Shared<Boolean> kick() {
    return kick;
  }

  /** {@code vq->iotlb = ...}: another one, or none. Called with {@link #mutex} held. */
  public void useIotlb(Optional<Iotlb> other) {
    mutex.hides();
    iotlb = other;
  }

  /**
   * Where the ring lies is forgotten, as by {@code vhost_vq_invalidate_access()}, or said, as by
   * VHOST_SET_VRING_ADDR. Called with {@link #mutex} held.
   */
  public void setAddressed(boolean said) {
    if (addressed != said) {
      mutex.hides();
      addressed = said;
    }
  }

  /**
   * {@code vq_meta_prefetch()}: is it known where the ring lies and, with an IOTLB, may it be used? If
   * the latter is not so, the miss is reported to the owner, and an update queues the handler again.
   * Called with {@link #mutex} held.
   */
  public boolean metaPrefetch(Task current) {
    if (!addressed || iotlb.isEmpty()) {
      return addressed;
    }
    try (Frame fn = current.enter(META_PREFETCH)) {
      return iotlb.get().accessOk(current, Iotlb.Range.GUEST);
    }
  }

  /** Is there an IOTLB, which does not say where the ring lies? Called with {@link #mutex} held. */
  boolean misses(Task current) {
    return iotlb.isPresent() && !iotlb.get().contains(current, Iotlb.Range.GUEST);
  }

  /**
   * {@code vhost_get_vq_desc()} of a ring that never runs out of buffers: false if it cannot be read.
   * Called with {@link #mutex} held.
   */
  public boolean vhostGetVqDesc(Task current, VringMemory ring) {
    return vhostGetAvailIdx(current, ring) && vhostGetDesc(current, ring);
  }

  /**
   * The part of {@code vhost_get_vq_desc()} that {@code vhost_get_avail_idx()} is: is there anything on
   * the ring? False if it cannot be read; what it tells is up to the device. The table of the guest's
   * memory is looked at here, once, as it is in {@code translate_desc()} for each descriptor. Called with
   * {@link #mutex} held.
   */
  public boolean vhostGetAvailIdx(Task current, VringMemory ring) {
    iotlb.orElseGet(dev::umem).translate(current);
    return ring.available().copy(current);
  }

  /**
   * The rest of {@code vhost_get_vq_desc()}, to which an empty ring does not come: the descriptor. False
   * if it cannot be read. Called with {@link #mutex} held.
   */
  public boolean vhostGetDesc(Task current, VringMemory ring) {
    return ring.descriptors() == ring.available() || ring.descriptors().touch(current);
  }

  /**
   * {@code vhost_disable_notify()}: the guest need not kick. It writes the used ring unless that has
   * been said already, and what fails goes unnoticed. Called with {@link #mutex} held.
   */
  public void vhostDisableNotify(Task current, VringMemory ring) {
    if (!noNotify) {
      mutex.hides();
      noNotify = true;
      updateUsedFlags(current, ring);
    }
  }

  /**
   * {@code vhost_enable_notify()}: the guest is to kick again. It writes the used ring, then reads
   * the available index once more. Whoever finds something there goes on; here the kick that comes
   * with it has the handler called again. Called with {@link #mutex} held.
   */
  public void vhostEnableNotify(Task current, VringMemory ring) {
    if (noNotify) {
      mutex.hides();
      noNotify = false;
      if (updateUsedFlags(current, ring)) {
        ring.available().touch(current);
      }
    }
  }

  /**
   * {@code vhost_signal()}: does the guest want to be told? It reads the available ring for that.
   * Called with {@link #mutex} held.
   */
  public void vhostSignal(Task current, VringMemory ring) {
    ring.available().touch(current);
  }

  /**
   * {@code vhost_add_used()}, with {@code log_used()}: the log's page is pinned, then written. What
   * fails goes unnoticed by most callers. Called with {@link #mutex} held.
   */
  public void vhostAddUsed(Task current, VringMemory ring) {
    if (ring.used().copy(current)) {
      logUsed(current, ring);
    }
  }

  static boolean logUsed(Task current, VringMemory ring) {
    return ring.log().isEmpty() || ring.log().get().touchPinned(current);
  }

  private static boolean updateUsedFlags(Task current, VringMemory ring) {
    return ring.used().touch(current) && logUsed(current, ring);
  }

  /**
   * {@code vhost_vq_reset()}, but for what {@code vhost_dev_cleanup()} sets step by step: which worker
   * serves the queue, its backend and its kick.
   */
  void reset() {
    noNotify = false;
    busyLoop = false;
    iotlb = Optional.empty();
  }

  /** VHOST_SET_VRING_BUSYLOOP_TIMEOUT, with a time. Called with {@link #mutex} held. */
  public void useBusyLoop() {
    mutex.hides();
    busyLoop = true;
  }

  /** Does its handler poll for a while? Called with {@link #mutex} held. */
  public boolean busyLoops() {
    return busyLoop;
  }

  /**
   * {@code vhost_exceeds_weight()}: true if a handler has done so much that it is to let others
   * run; it has been queued again then. The limits are the same in all devices.
   *
   * @param bytes 0 where they are not counted
   */
  public boolean vhostExceedsWeight(Task current, int packets, int bytes) {
    final boolean exceeds = packets >= WEIGHT || bytes >= BYTE_WEIGHT;
    if (exceeds) {
      dev.vhostVqWorkQueue(current, this, poll);
    }
    return exceeds;
  }

  /** The work item behind {@code vq->poll}: {@code handle_kick}. */
  public VhostWork poll() {
    return poll;
  }

  /** Polls the eventfd that the guest kicks: its count is never reset, one kick is enough. */
  public VhostPoll kickPoll() {
    return kickPoll;
  }

  /** P4: the guest signals the eventfd, which outlives the device. */
  public void guestKick(Task current) {
    kicked.set(current);
    eventfd.wakeUp(current);
  }

  @Override
  public String toString() {
    return "vq[" + index + "]";
  }
}
