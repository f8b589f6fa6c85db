package org.killpath.lab.vhost;

import org.killpath.lab.vhost.Iotlb.Range;

/**
 * What is written to the device file: {@code struct vhost_iotlb_msg}.
 *
 * @param pendingMisses how many requests wait for an update, each a queued poll
 */
public record IotlbMessage(Kind kind, Range range, int pendingMisses) {
  /** What a message asks for. */
  public enum Kind {
    UPDATE,
    INVALIDATE
  }

  public static IotlbMessage update(Range range, int pendingMisses) {
    return new IotlbMessage(Kind.UPDATE, range, pendingMisses);
  }

  public static IotlbMessage invalidate(Range range) {
    return new IotlbMessage(Kind.INVALIDATE, range, 0);
  }
}
