package org.killpath.lab.vhost.ioctl;

import java.util.Optional;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.Iotlb.Range;

/**
 * What is written to the device file: {@code struct vhost_iotlb_msg}.
 *
 * @param pendingMisses how many requests wait for an update, each a queued poll
 * @param page where the message lies; on a page that is always there if empty
 */
public record IotlbMessage(Kind kind, Range range, int pendingMisses, Optional<UserPage> page) {
  /** What a message asks for. */
  public enum Kind {
    UPDATE,
    INVALIDATE
  }

  public static IotlbMessage update(Range range, int pendingMisses) {
    return new IotlbMessage(Kind.UPDATE, range, pendingMisses, Optional.empty());
  }

  public static IotlbMessage invalidate(Range range) {
    return new IotlbMessage(Kind.INVALIDATE, range, 0, Optional.empty());
  }

  /** The same, lying on {@code where}. */
  public IotlbMessage on(UserPage where) {
    return new IotlbMessage(kind, range, pendingMisses, Optional.of(where));
  }
}
