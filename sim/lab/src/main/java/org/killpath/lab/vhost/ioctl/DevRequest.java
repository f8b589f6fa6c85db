package org.killpath.lab.vhost.ioctl;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;

/**
 * A device ioctl with its argument, copied with dev.mutex held and no other lock.
 *
 * @param argument the page on which it lies; empty if it is there, and its copy no step
 */
public record DevRequest(DevCommand command, Optional<UserPage> argument) {
  /** One with an argument that is there. */
  public static DevRequest of(DevCommand command) {
    return new DevRequest(command, Optional.empty());
  }

  /** False is -EFAULT. */
  boolean copy(Task current) {
    return argument.isEmpty() || argument.get().copy(current);
  }
}
