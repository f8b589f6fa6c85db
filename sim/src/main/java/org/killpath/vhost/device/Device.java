package org.killpath.vhost.device;

import org.killpath.kernel.Task;
import org.killpath.vhost.VhostDev;

/** What an ordering needs of any device: to be set up, to get something to do, and to be closed. */
public interface Device {
  /** The drivers that are mirrored. */
  enum Kind {
    VSOCK
  }

  VhostDev dev();

  /** VHOST_SET_OWNER. */
  long setOwner(Task current);

  /** The ioctls after which the device handles packets. */
  long start(Task current);

  /** Something arrives for the guest. */
  void arrive(Task current);

  /** The file's release, at the last close. */
  void release(Task current);
}
