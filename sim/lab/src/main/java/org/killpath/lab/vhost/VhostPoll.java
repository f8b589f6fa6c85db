package org.killpath.lab.vhost;

import java.util.function.Predicate;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.WaitQueue;

/**
 * Mirrors {@code struct vhost_poll} (drivers/vhost/vhost.{h,c}, 6.10 to 7.3): an entry on the wait
 * queue of a file, which queues a work item whenever the file has something.
 */
public final class VhostPoll {
  private static final CFunction POLL_START = VhostDev.function("vhost_poll_start");
  private static final CFunction POLL_STOP = VhostDev.function("vhost_poll_stop");
  private static final CFunction POLL_WAKEUP = VhostDev.function("vhost_poll_wakeup");

  private final VhostVirtqueue vq;
  private final VhostWork work;
  private final WaitQueue file;
  private final Predicate<Task> ready;
  private final Shared<Boolean> polling;
  private final Body entry = this::vhostPollWakeup;

  /**
   * @param work what is queued for {@code vq}
   * @param file whose wait queue the entry goes on
   * @param ready does the file have something?
   */
  public VhostPoll(VhostVirtqueue vq, VhostWork work, WaitQueue file, Predicate<Task> ready) {
    this.vq = vq;
    this.work = work;
    this.file = file;
    this.ready = ready;
    this.polling =
        new Shared<>(vq.dev().kernel(), work.name() + ".wqh", vq.index(), vq.dev(), false);
  }

  /** {@code vhost_poll_start()}: a file that has something already wakes at once. */
  public void vhostPollStart(Task current) {
    try (Frame fn = current.enter(POLL_START)) {
      if (polling.get(current)) {
        return;
      }
      file.add(current, entry);
      polling.set(current, true);
      if (ready.test(current)) {
        vhostPollWakeup(current);
      }
    }
  }

  /** {@code vhost_poll_stop()}. */
  public void vhostPollStop(Task current) {
    try (Frame fn = current.enter(POLL_STOP)) {
      if (polling.get(current)) {
        file.remove(current, entry);
        polling.set(current, false);
      }
    }
  }

  /** {@code vhost_poll_wakeup()}: called with the file's wait queue locked, or from its poll. */
  private void vhostPollWakeup(Task current) {
    try (Frame fn = current.enter(POLL_WAKEUP)) {
      vq.dev().vhostVqWorkQueue(current, vq, work);
    }
  }
}
