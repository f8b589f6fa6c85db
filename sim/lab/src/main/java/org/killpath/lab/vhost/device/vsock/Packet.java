package org.killpath.lab.vhost.device.vsock;

/**
 * A packet on its way to the guest, or from it.
 *
 * @param parts how many guest buffers it fills
 * @param reply true if it answers the guest and counts against its replies
 * @param bytes its payload
 */
public record Packet(int parts, boolean reply, int bytes) {
  private static final int SMALL = 64;

  /** {@code VIRTIO_VSOCK_MAX_PKT_BUF_SIZE}. */
  private static final int LARGEST = 64 << 10;

  public Packet(int parts, boolean reply) {
    this(parts, reply, SMALL);
  }

  /** As large as a packet of the guest's may be. */
  public static Packet largest() {
    return new Packet(1, false, LARGEST);
  }

  /** One that fills one buffer and answers nothing. */
  public static Packet fromHost() {
    return new Packet(1, false);
  }

  Packet rest() {
    return new Packet(parts - 1, reply, bytes);
  }
}
