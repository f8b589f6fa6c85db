package org.killpath.lab.vhost.uapi;

import java.util.Optional;
import org.killpath.engine.primitive.UserPage;

/**
 * Where the parts of a virtqueue's ring lie in user memory.
 *
 * @param descriptors which the available ring points to
 * @param available the guest's part: its index, its entries, whether it wants to be signalled
 * @param used the device's part: its index, its entries, whether it wants to be kicked
 * @param log the dirty log, if one is kept (VHOST_F_LOG_ALL): writes to the used ring are noted there
 */
public record VringMemory(
    UserPage descriptors, UserPage available, UserPage used, Optional<UserPage> log) {
  /** All on one page, and no log is kept. */
  public static VringMemory on(UserPage page) {
    return new VringMemory(page, page, page, Optional.empty());
  }
}
