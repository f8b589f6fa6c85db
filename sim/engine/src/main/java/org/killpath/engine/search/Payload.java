package org.killpath.engine.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The last part of a {@link Token}: in base64url, four bytes of digest, the deviations as
 * variable-length numbers, and a CRC of everything in the token before.
 */
final class Payload {
  private static final int DIGEST_BYTES = 4;
  private static final int CRC_BYTES = 4;

  /** A position that does not fit beside a gap in one number. */
  private static final int LARGE_POSITION = 7;

  private final int digest;
  private final int[] deviations;

  Payload(int digest, int[] deviations) {
    this.digest = digest;
    this.deviations = deviations;
  }

  int digest() {
    return digest;
  }

  int[] deviations() {
    return deviations;
  }

  /** The text, to stand behind {@code head}. */
  String encode(String head) {
    final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(ByteBuffer.allocate(DIGEST_BYTES).putInt(digest).array());
    for (int i = 0; i < deviations.length; i += 2) {
      final int position = deviations[i + 1];
      writeNumber(payload, deviations[i] * 8L + Math.min(position, LARGE_POSITION));
      if (position >= LARGE_POSITION) {
        writeNumber(payload, position - LARGE_POSITION);
      }
    }
    final int crc = crc(head, payload.toByteArray());
    payload.writeBytes(ByteBuffer.allocate(CRC_BYTES).putInt(crc).array());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(payload.toByteArray());
  }

  /**
   * Reads it back.
   *
   * @throws BadToken if it, or what stands before it, is damaged
   */
  static Payload decode(String head, String base64) {
    final byte[] bytes = bytes(base64);
    final int length = bytes.length - CRC_BYTES;
    if (length < DIGEST_BYTES
        || ByteBuffer.wrap(bytes).getInt(length) != crc(head, Arrays.copyOf(bytes, length))) {
      throw new BadToken("the replay token is damaged: its check sum does not match");
    }
    final ByteBuffer payload = ByteBuffer.wrap(bytes, 0, length);
    return new Payload(payload.getInt(), deviations(payload));
  }

  private static int crc(String head, byte[] payload) {
    final CRC32 crc = new CRC32();
    crc.update(head.getBytes(StandardCharsets.UTF_8));
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static byte[] bytes(String base64) {
    try {
      final byte[] bytes = Base64.getUrlDecoder().decode(base64);
      final String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      if (again.equals(base64)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new BadToken("the replay token is damaged: its last part is cut off or garbled");
  }

  private static int[] deviations(ByteBuffer payload) {
    int[] deviations = new int[16];
    int size = 0;
    while (payload.hasRemaining()) {
      if (size == deviations.length) {
        deviations = Arrays.copyOf(deviations, size * 2);
      }
      final long both = readNumber(payload);
      int position = (int) (both % 8);
      if (position == LARGE_POSITION) {
        position += (int) readNumber(payload);
      }
      deviations[size++] = (int) (both / 8);
      deviations[size++] = position;
    }
    return Arrays.copyOf(deviations, size);
  }

  /** Seven bits a byte, the lowest first; the top bit says that another byte follows. */
  private static void writeNumber(ByteArrayOutputStream to, long number) {
    long rest = number;
    while (rest >= 0x80) {
      to.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }

  private static long readNumber(ByteBuffer from) {
    long number = 0;
    for (int shift = 0; shift < 35 && from.hasRemaining(); shift += 7) {
      final int next = from.get();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new BadToken("the replay token is damaged: a number in it has no end");
  }
}
