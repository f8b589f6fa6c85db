package org.killpath.lab.vhost.ioctl;

import java.util.Optional;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;

/**
 * A device ioctl with its argument, which upstream copies with dev.mutex held and no other lock.
 *
 * @param argument the page on which it lies; empty if it is there, and its copy no step
 */
public record DevRequest(DevCommand command, Optional<UserPage> argument) {
  /** One with an argument that is there. */
  public static DevRequest of(DevCommand command) {
    return new DevRequest(command, Optional.empty());
  }

  CopiedArgument copied() {
    return new CopiedArgument(argument, command == DevCommand.GET_FORK_FROM_OWNER);
  }
}
