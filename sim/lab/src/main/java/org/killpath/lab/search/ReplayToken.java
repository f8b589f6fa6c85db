package org.killpath.lab.search;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/**
 * A schedule as a short text for shells and mails: {@code kp2.raced-C.upstream.iG3k_Q8A}.
 *
 * <p>After the model version, the ordering and the design come, in base64url: four bytes of digest,
 * the deviations as variable-length numbers, and a CRC of everything before. White space in it, as a
 * mail program may add, is ignored.
 */
public final class ReplayToken {
  private static final String PREFIX = "kp";
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "(\\d{1,9})\\.([^.]+)\\.(.+)\\.([A-Za-z0-9_-]+)");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int DIGEST_BYTES = 4;
  private static final int CRC_BYTES = 4;

  /** A position that does not fit beside a gap in one number. */
  private static final int LARGE_POSITION = 7;

  private final Schedule schedule;

  private ReplayToken(Schedule schedule) {
    this.schedule = schedule;
  }

  public static ReplayToken of(Schedule schedule) {
    return new ReplayToken(schedule);
  }

  /**
   * Reads a token.
   *
   * @throws BadToken if it is damaged, of another version, or names what nobody knows here
   */
  public static ReplayToken parse(
      String text,
      Function<String, Optional<Scenario>> scenarios,
      Function<String, Optional<Design>> designs) {
    final Matcher form = FORM.matcher(SPACE.matcher(text).replaceAll(""));
    if (!form.matches()) {
      throw new BadToken("this is no replay token: those begin " + PREFIX + ModelVersion.CURRENT
          + ".SCENARIO.DESIGN.");
    }
    final int version = Integer.parseInt(form.group(1));
    if (version != ModelVersion.CURRENT) {
      throw new BadToken("the token was made with version " + version
          + " of the model; this is version " + ModelVersion.CURRENT);
    }
    final byte[] bytes = decode(form.group(4));
    final int length = bytes.length - CRC_BYTES;
    if (length < DIGEST_BYTES
        || ByteBuffer.wrap(bytes).getInt(length)
            != crc(head(form.group(2), form.group(3)), Arrays.copyOf(bytes, length))) {
      throw new BadToken("the replay token is damaged: its check sum does not match");
    }
    final String scenario = form.group(2);
    final String design = URLDecoder.decode(form.group(3), StandardCharsets.UTF_8);
    final Cell cell = new Cell(
        scenarios
            .apply(scenario)
            .orElseThrow(() ->
                new BadToken("the token is for scenario " + scenario + ", which is unknown here")),
        designs
            .apply(design)
            .orElseThrow(() ->
                new BadToken("the token is for design " + design + ", which is unknown here")));
    final ByteBuffer payload = ByteBuffer.wrap(bytes, 0, length);
    final int digest = payload.getInt();
    return new ReplayToken(new Schedule(cell, deviations(payload), digest));
  }

  /**
   * Reads a token that is of {@code cell}.
   *
   * @throws BadToken likewise
   */
  static ReplayToken parse(String text, Cell cell) {
    return parse(
        text,
        id -> Optional.of(cell.scenario()).filter(scenario -> scenario.id().equals(id)),
        id -> Optional.of(cell.design()).filter(design -> design.id().equals(id)));
  }

  public Schedule schedule() {
    return schedule;
  }

  /** The token itself. */
  public String text() {
    final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(
        ByteBuffer.allocate(DIGEST_BYTES).putInt(schedule.digest()).array());
    final int[] deviations = schedule.deviations();
    for (int i = 0; i < deviations.length; i += 2) {
      final int position = deviations[i + 1];
      writeNumber(payload, deviations[i] * 8L + Math.min(position, LARGE_POSITION));
      if (position >= LARGE_POSITION) {
        writeNumber(payload, position - LARGE_POSITION);
      }
    }
    final String head = head(
        schedule.cell().scenario().id(),
        URLEncoder.encode(schedule.cell().design().id(), StandardCharsets.UTF_8)
            .replace("*", "%2A"));
    final int crc = crc(head, payload.toByteArray());
    payload.writeBytes(ByteBuffer.allocate(CRC_BYTES).putInt(crc).array());
    return head + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.toByteArray());
  }

  @Override
  public String toString() {
    return text();
  }

  private static String head(String scenario, String design) {
    return PREFIX + ModelVersion.CURRENT + "." + scenario + "." + design + ".";
  }

  private static int crc(String head, byte[] payload) {
    final CRC32 crc = new CRC32();
    crc.update(head.getBytes(StandardCharsets.UTF_8));
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static byte[] decode(String base64) {
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
