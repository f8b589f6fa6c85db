package org.killpath.lab.vhost;

import java.util.Optional;
import org.killpath.engine.kernel.Task;

/** What edits would add to {@code struct vhost_dev}: nothing unless a design has chosen it. */
public final class Additions {
  private final VhostDev dev;
  private final Optional<WorkerHolds> holds;
  private volatile FaultIn faultIn;

  Additions(VhostDev dev) {
    this.dev = dev;
    this.holds = dev.parts().drivers().has(Drivers.Change.TMF_HOLDS_WORKERS)
        ? Optional.of(new WorkerHolds(dev))
        : Optional.empty();
    this.faultIn = new FaultIn(dev);
  }

  /** What keeps the data path from sleeping in a fault. */
  public FaultIn faultIn() {
    return faultIn;
  }

  /** {@code vhost_dev_flush()} by somebody without dev.mutex, who may meet workers being freed. */
  public void flushWithoutDevMutex(Task current) {
    holds.ifPresentOrElse(hold -> hold.flush(current), () -> dev.vhostDevFlush(current));
  }

  void beforeDestroy(Task current, VhostWorker worker) {
    holds.ifPresent(hold -> hold.eraseAndAwait(current, worker));
  }

  /** Before the last flush: nobody else is to queue anything then. */
  void deviceStops(Task current) {
    faultIn.deviceStops(current);
  }

  /** After a reset of its owner the device can be used again. */
  void renew() {
    faultIn = new FaultIn(dev);
  }
}
