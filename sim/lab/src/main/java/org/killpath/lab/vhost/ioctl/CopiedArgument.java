package org.killpath.lab.vhost.ioctl;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.Ioctls.Copies;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * The argument of an ioctl that takes no lock but dev.mutex. It is copied under that or, where a
 * design says so, in before it and out after it.
 *
 * @param page where it lies; empty if it is there, and its copy no step
 * @param isOut is it copied out?
 */
public record CopiedArgument(Optional<UserPage> page, boolean isOut) {
  /** What user space says. */
  public static CopiedArgument in(Optional<UserPage> page) {
    return new CopiedArgument(page, false);
  }

  /** What it is told. */
  public static CopiedArgument out(Optional<UserPage> page) {
    return new CopiedArgument(page, true);
  }

  /** Before dev.mutex is taken; false is -EFAULT. */
  public boolean before(Task current, VhostDev dev) {
    return isOut || !isUnlocked(dev) || copy(current);
  }

  /** Where the kernel does it, with dev.mutex held; false is -EFAULT. */
  boolean here(Task current, VhostDev dev) {
    return isUnlocked(dev) || copy(current);
  }

  /** After dev.mutex was given back: what comes of an ioctl that came to {@code result}. */
  public long after(Task current, VhostDev dev, long result) {
    return result >= 0 && isOut && isUnlocked(dev) && !copy(current) ? Errno.EFAULT : result;
  }

  private boolean copy(Task current) {
    return page.isEmpty() || page.get().copy(current);
  }

  private boolean isUnlocked(VhostDev dev) {
    return page.isPresent() && dev.parts().ioctls().copies() == Copies.WITHOUT_DEV_MUTEX;
  }
}
