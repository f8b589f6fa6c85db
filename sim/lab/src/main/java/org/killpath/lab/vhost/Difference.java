package org.killpath.lab.vhost;

/**
 * In what the kernel versions differ that have been read. The plain mirror has none of these; a
 * version's own set of them stands in {@code design.edit.KernelVersions}.
 */
public enum Difference {
  /** {@code vhost_scsi_ioctl()}, default case, flushes as for an endpoint: from 6.12.111 on. */
  SCSI_IOCTLS_FLUSH,
  /** It does not, whatever an ordering says of the kernel that it is for: before 6.12.111. */
  SCSI_IOCTLS_DO_NOT_FLUSH,
  /**
   * {@code vhost_clear_device_iotlb()}: SET_FEATURES without ACCESS_PLATFORM takes the IOTLB away, if
   * there is one, with all vq.mutexes held at once; that and a first IOTLB have the queues forget where
   * their rings lie: from 6.12.114 on.
   */
  IOTLB_CHANGE_FORGETS,
  /** {@code vhost_transport_send_pkt()} refuses if the rx queue has no backend: from 7.3 on. */
  SEND_NEEDS_BACKEND,
  /** vhost-vsock has a RESET_OWNER ioctl: queued for a version after 7.3. */
  VSOCK_RESET_OWNER
}
