package org.killpath.lab.vhost.device.net;

import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostPoll;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWork;
import org.killpath.lab.vhost.device.GuestMemory;

/**
 * What the two virtqueues of vhost-net have in common ({@code struct vhost_net_virtqueue} and its
 * entry of {@code vhost_net.poll}, drivers/vhost/net.c, 6.12.107 and 7.3.4): the queue, its memory,
 * and an entry on the tap's wait queue with a work item of its own.
 */
final class NetQueue {
  /** Makes the entry on a tap's wait queue. */
  @FunctionalInterface
  interface TapPoll {
    VhostPoll of(VhostVirtqueue vq, VhostWork work, NetTap tap);
  }

  /** {@code VHOST_NET_BATCH}: of so many frames the guest is told at the latest. */
  static final int BATCH = 64;

  private final VhostVirtqueue vq;
  private final GuestMemory guest;
  private final VhostWork work;
  private final TapPoll polls;

  /** The socket that {@code vq->private_data} points to if there is one; guarded by vq.mutex. */
  private volatile NetTap tap;

  private volatile VhostPoll tapPoll;

  /**
   * @param name {@code rx} or {@code tx}
   * @param handler runs for the guest's kicks and for the tap alike
   * @param tap what it will be attached to first
   */
  NetQueue(VhostDev dev, String name, GuestMemory guest, Body handler, NetTap tap, TapPoll polls) {
    this.vq = dev.addVirtqueue("handle_" + name + "_kick", handler);
    this.guest = guest;
    this.work =
        new VhostWork(dev.kernel(), "handle_" + name + "_net", VhostWork.Kind.DATA, handler);
    this.polls = polls;
    this.tap = tap;
    this.tapPoll = polls.of(vq, work, tap);
  }

  static CFunction function(String name) {
    return new CFunction(name, "drivers/vhost/net.c");
  }

  VhostVirtqueue vq() {
    return vq;
  }

  GuestMemory guest() {
    return guest;
  }

  /** The tap that it is attached to, or was last. Called with vq.mutex held. */
  NetTap tap() {
    return tap;
  }

  /** Is attached to another tap from now on, which is not polled yet. Called with vq.mutex held. */
  void use(NetTap other) {
    if (other != tap) {
      vq.mutex().hides();
      tap = other;
      tapPoll = polls.of(vq, work, other);
    }
  }

  /** {@code vhost_net_enable_vq()}. Called with vq.mutex held. */
  void vhostNetEnableVq(Task current) {
    if (vq.privateData().get(current)) {
      tapPoll.vhostPollStart(current);
    }
  }

  /** {@code vhost_net_disable_vq()}. Called with vq.mutex held. */
  void vhostNetDisableVq(Task current) {
    if (vq.privateData().get(current)) {
      tapPoll.vhostPollStop(current);
    }
  }

  /** {@code vhost_net_stop_vq()}. */
  void vhostNetStopVq(Task current) {
    vq.mutex().lock(current);
    vhostNetDisableVq(current);
    vq.privateData().set(current, false);
    vq.mutex().unlock(current);
  }

  /**
   * {@code vhost_net_signal_used()}: the used ring is written for all frames at once. Called with
   * vq.mutex held.
   */
  void vhostNetSignalUsed(Task current, int done) {
    if (done > 0) {
      vq.vhostAddUsed(current, guest.ring());
      vq.vhostSignal(current, guest.ring());
    }
  }

  /** {@code vhost_poll_queue()} of the guest's kick. */
  void queueAgain(Task current) {
    vq.dev().vhostVqWorkQueue(current, vq, vq.poll());
  }
}
