package org.killpath.vhost.device;

/**
 * A packet on its way to the guest.
 *
 * @param parts how many guest buffers it fills
 * @param reply true if it answers the guest and counts against its replies
 */
public record Packet(int parts, boolean reply) {
  /** One that fills one buffer and answers nothing. */
  public static Packet fromHost() {
    return new Packet(1, false);
  }

  Packet rest() {
    return new Packet(parts - 1, reply);
  }
}
