package org.killpath.lab.vhost.device.net;

import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWorker;

/**
 * Busy polling ({@code vhost_net_busy_poll()}, drivers/vhost/net.c, 6.12.107 and 7.3.4): N2. A
 * handler that finds nothing to do holds its own vq.mutex, tries to get the other one, and looks
 * around for a bounded time.
 */
final class NetBusyPoll {
  private static final CFunction BUSY_POLL = NetQueue.function("vhost_net_busy_poll");

  /** How often it looks before its time is up. */
  private static final int LOOKS = 2;

  private final boolean enabled;

  /**
   * @param enabled was VHOST_SET_VRING_BUSYLOOP_TIMEOUT used on both queues before the ordering?
   */
  NetBusyPoll(boolean enabled) {
    this.enabled = enabled;
  }

  /** Called with the mutex of {@code own} held. */
  boolean isEnabled(NetQueue own) {
    return enabled || own.vq().busyLoops();
  }

  /**
   * Called with the mutex of {@code own} held.
   *
   * @param paired the other queue
   * @param ownHasWork what the caller's queue waits for
   * @param pairedHasWork what the other one waits for
   * @return true if it stopped because the worker of the other queue has something else to do
   */
  boolean vhostNetBusyPoll(
      Task current,
      NetQueue own,
      NetQueue paired,
      Predicate<Task> ownHasWork,
      Predicate<Task> pairedHasWork) {
    try (Frame fn = current.enter(BUSY_POLL)) {
      if (!paired.vq().mutex().trylock(current)) {
        return false;
      }
      paired.vq().vhostDisableNotify(current, paired.guest().ring());
      boolean interrupted = false;
      for (int look = 0; look < LOOKS && !current.signalPending(); look++) {
        if (vhostVqHasWork(current, paired.vq())) {
          interrupted = true;
          break;
        }
        if (ownHasWork.test(current) || pairedHasWork.test(current)) {
          break;
        }
      }
      paired.guest().ring().available().touch(current);
      if (pairedHasWork.test(current)) {
        paired.queueAgain(current);
      } else {
        paired.vq().vhostEnableNotify(current, paired.guest().ring());
      }
      paired.vq().mutex().unlock(current);
      return interrupted;
    }
  }

  /** {@code vhost_vq_has_work()}. */
  private static boolean vhostVqHasWork(Task current, VhostVirtqueue vq) {
    vq.dev().kernel().rcu().readLock(current);
    final Optional<VhostWorker> worker = vq.worker().get(current);
    final boolean hasWork = worker.isPresent() && !worker.get().workList().isEmpty(current);
    vq.dev().kernel().rcu().readUnlock(current);
    return hasWork;
  }
}
