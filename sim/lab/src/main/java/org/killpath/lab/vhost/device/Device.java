package org.killpath.lab.vhost.device;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.ioctl.DevRequest;
import org.killpath.lab.vhost.ioctl.VhostIoctl;
import org.killpath.lab.vhost.uapi.VringRequest;

/** What an ordering needs of any device: to be set up, to get something to do, and to be closed. */
public interface Device {
  /** The drivers that are mirrored. */
  enum Kind {
    VSOCK(2),
    /** Control, event, and four request queues. */
    SCSI(6),
    NET(2);

    private final int virtqueues;

    Kind(int virtqueues) {
      this.virtqueues = virtqueues;
    }

    /** How many virtqueues such a device has here. */
    public int virtqueues() {
      return virtqueues;
    }
  }

  VhostDev dev();

  /** Every worker that it has had, freed ones too, in the order in which they were made. */
  List<VhostWorker> everyWorker();

  /** VHOST_SET_OWNER. */
  long setOwner(Task current);

  /** The ioctls after which the device handles packets. */
  long start(Task current);

  /** A device ioctl. */
  long ioctl(Task current, DevRequest request);

  /** A device ioctl whose argument is there. */
  default long ioctl(Task current, VhostIoctl.DevCommand command) {
    return ioctl(current, DevRequest.of(command));
  }

  /** A vring ioctl. */
  long ioctl(Task current, VringRequest request);

  /** Something arrives for the guest, or from it. */
  void arrive(Task current);

  /** The file's release, at the last close. */
  void release(Task current);
}
