package org.killpath.lab.vhost;

import java.util.function.Supplier;
import org.killpath.engine.kernel.Task;

/**
 * How ioctls take their locks and copy their arguments.
 *
 * @param devLock takes dev.mutex for an ioctl
 * @param vqLock takes vq.mutex for an ioctl
 * @param copying when a vring ioctl copies its argument
 */
public record Ioctls(DevLock devLock, Parts.DataPathLock vqLock, Supplier<Copies> copying) {
  /** When a vring ioctl copies its argument in, and its result out. */
  public enum Copies {
    /** Which virtqueue it is about, under dev.mutex; all else under vq.mutex, too. */
    UNDER_LOCKS,
    /** In before it takes vq.mutex, and out after it gave it back; all under dev.mutex. */
    WITHOUT_VQ_MUTEX,
    /** In before it takes dev.mutex, and out after it gave it back; all other ioctls, too. */
    WITHOUT_DEV_MUTEX
  }

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
        () -> Copies.UNDER_LOCKS);
  }

  public Ioctls withDevLock(DevLock change) {
    return new Ioctls(change, vqLock, copying);
  }

  public Ioctls withVqLock(Parts.DataPathLock change) {
    return new Ioctls(devLock, change, copying);
  }

  /** When a vring ioctl copies its argument in, and its result out. */
  public Copies copies() {
    return copying.get();
  }

  public Ioctls withCopies(Supplier<Copies> change) {
    return new Ioctls(devLock, vqLock, change);
  }
}
