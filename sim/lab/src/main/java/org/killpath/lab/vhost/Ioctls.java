package org.killpath.lab.vhost;

import org.killpath.engine.kernel.Task;

/**
 * How ioctls take their locks and copy their arguments.
 *
 * @param devLock takes dev.mutex for an ioctl
 * @param vqLock takes vq.mutex for an ioctl
 * @param copiesUnlocked does {@code vhost_vring_ioctl()} copy its argument in before it takes
 *     vq.mutex, and out after it gave it back?
 */
public record Ioctls(DevLock devLock, Parts.DataPathLock vqLock, boolean copiesUnlocked) {
  /** Takes dev.mutex; false if the ioctl has to give up. */
  @FunctionalInterface
  public interface DevLock {
    boolean lock(Task current, VhostDev dev);
  }

  /** What the kernel does, 6.10 to 7.3. */
  public static Ioctls upstream() {
    return new Ioctls(
        (current, dev) -> {
          dev.mutex().lock(current);
          return true;
        },
        UpstreamParts::lock,
        false);
  }

  public Ioctls withDevLock(DevLock change) {
    return new Ioctls(change, vqLock, copiesUnlocked);
  }

  public Ioctls withVqLock(Parts.DataPathLock change) {
    return new Ioctls(devLock, change, copiesUnlocked);
  }

  public Ioctls withCopiesUnlocked() {
    return new Ioctls(devLock, vqLock, true);
  }
}
