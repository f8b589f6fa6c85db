package org.killpath.lab.vhost;

/**
 * What single drivers do around the teardown.
 *
 * @param awaitsReadersBeforeFree does {@code vhost_dev_cleanup()} wait for readers between taking
 *     the workers off the virtqueues and freeing them?
 * @param dropsEventsLocked does vhost-scsi drop a refused event under the vq.mutex that it holds
 *     already?
 * @param txAwaitsKick does vhost-net's tx work wait for the guest after a copy that failed, and not
 *     for the tap?
 */
public record Drivers(
    boolean awaitsReadersBeforeFree, boolean dropsEventsLocked, boolean txAwaitsKick) {
  /** What the kernel does, 6.10 to 7.3. */
  public static Drivers upstream() {
    return new Drivers(false, false, false);
  }

  public Drivers withReadersAwaitedBeforeFree() {
    return new Drivers(true, dropsEventsLocked, txAwaitsKick);
  }

  public Drivers withEventsDroppedLocked() {
    return new Drivers(awaitsReadersBeforeFree, true, txAwaitsKick);
  }

  public Drivers withTxAwaitingKick() {
    return new Drivers(awaitsReadersBeforeFree, dropsEventsLocked, true);
  }
}
