package org.killpath.app.diagnose.log.line;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.killpath.app.diagnose.log.packing.Decoding;

/**
 * Undoes what mail does to lines: quoted-printable and base64, where a header says so, and
 * quoted-printable that was pasted without its header.
 */
final class MailBody {
  /** Receives lines as they were before they were sent. */
  interface Lines {
    void line(byte[] bytes, int from, int to);
  }

  /** Receives a part of the mail that is packed, or no UTF-8. */
  interface Attachments {
    void attached(byte[] content);
  }

  private enum Encoding {
    NONE,
    QUOTED_PRINTABLE,
    BASE64
  }

  private static final String HEADER = "content-transfer-encoding:";

  /** Mailers break at 76; a line that is much shorter ends in an equals sign of its own. */
  private static final int SHORTEST_SOFT_BREAK = 60;

  private static final int LONGEST = 1 << 16;

  private final Lines receiver;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private Encoding encoding = Encoding.NONE;
  private final Attachment attachment;
  private boolean inPart;

  MailBody(Lines receiver, Attachments attachments) {
    this.receiver = receiver;
    this.attachment = new Attachment(attachments);
  }

  /** Is no part of a mail being put together or unpacked? */
  boolean isIdle() {
    return encoding == Encoding.NONE && held.size() == 0;
  }

  /** Can it matter for this line? Asked for each, so that most are not looked into. */
  boolean concerns(byte[] line, int from, int to, int marks) {
    return encoding != Encoding.NONE
        || held.size() > 0
        || (marks & Marks.QUOTED) != 0
        || isSoft(line, from, to)
        || line[from] == 'C'
        || line[from] == 'c';
  }

  /** Takes a line, and hands on what it completes. */
  void take(byte[] line, int from, int to, int marks) {
    if (isHeader(line, from, to)) {
      end();
      inPart = false;
      encoding = encoding(new String(line, from, to - from, StandardCharsets.ISO_8859_1));
      return;
    }
    if (encoding != Encoding.NONE && isBoundary(line, from, to)) {
      end();
      encoding = Encoding.NONE;
      return;
    }
    if (encoding == Encoding.BASE64 && base64(line, from, to)) {
      return;
    }
    final boolean soft =
        encoding == Encoding.QUOTED_PRINTABLE ? line[to - 1] == '=' : isSoft(line, from, to);
    if (encoding != Encoding.QUOTED_PRINTABLE
        && held.size() == 0
        && !soft
        && (marks & Marks.QUOTED) == 0) {
      receiver.line(line, from, to);
      return;
    }
    decode(line, from, soft ? to - 1 : to);
    if (!soft || held.size() > LONGEST) {
      flush();
    }
  }

  /** Whatever is held is complete. */
  void end() {
    flush();
    attachment.end();
  }

  private void flush() {
    if (held.size() > 0) {
      final byte[] whole = held.toByteArray();
      held.reset();
      int start = 0;
      for (int i = 0; i <= whole.length; i++) {
        if (i == whole.length || whole[i] == '\n' || whole[i] == '\r') {
          if (i > start) {
            receiver.line(whole, start, i);
          }
          start = i + 1;
        }
      }
    }
  }

  private static boolean isSoft(byte[] line, int from, int to) {
    return to - from >= SHORTEST_SOFT_BREAK && line[to - 1] == '=' && line[to - 2] != '=';
  }

  private static boolean isHeader(byte[] line, int from, int to) {
    return to - from > HEADER.length()
        && (line[from] == 'C' || line[from] == 'c')
        && new String(line, from, HEADER.length(), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT)
            .equals(HEADER);
  }

  private static Encoding encoding(String header) {
    final String value = header.substring(HEADER.length()).strip().toLowerCase(Locale.ROOT);
    return switch (value) {
      case "quoted-printable" -> Encoding.QUOTED_PRINTABLE;
      case "base64" -> Encoding.BASE64;
      default -> Encoding.NONE;
    };
  }

  /** The next part of a mail, or the next mail of a box. */
  private static boolean isBoundary(byte[] line, int from, int to) {
    final String head = new String(line, from, Math.min(to - from, 6), StandardCharsets.ISO_8859_1);
    return head.startsWith("From ")
        || (head.startsWith("--") && to - from > 4 && head.charAt(2) != '[');
  }

  private boolean base64(byte[] line, int from, int to) {
    final byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(Arrays.copyOfRange(line, from, to));
    } catch (IllegalArgumentException e) {
      end();
      return false;
    }
    if (!inPart && Decoding.isNeeded(decoded)) {
      attachment.begin();
    }
    inPart = true;
    if (attachment.isOpen()) {
      attachment.add(decoded);
      return true;
    }
    held.writeBytes(decoded);
    handOnWholeLines();
    return true;
  }

  private void handOnWholeLines() {
    final byte[] all = held.toByteArray();
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    if (end > 0) {
      held.reset();
      held.write(all, 0, end);
      flush();
      held.write(all, end, all.length - end);
    } else if (all.length > LONGEST) {
      flush();
    }
  }

  /** {@code =3D} and the like; what is no such sequence stays as it is. */
  private void decode(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] == '=' && i + 2 < to && hex(line[i + 1]) >= 0 && hex(line[i + 2]) >= 0) {
        held.write(hex(line[i + 1]) << 4 | hex(line[i + 2]));
        i += 2;
      } else {
        held.write(line[i]);
      }
    }
  }

  /** What could not be read of attachments, in words. */
  List<String> unread() {
    return attachment.unread();
  }

  private static int hex(byte b) {
    return b >= '0' && b <= '9' ? b - '0' : b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
  }
}
