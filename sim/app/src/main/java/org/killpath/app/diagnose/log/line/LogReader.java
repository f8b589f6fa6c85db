package org.killpath.app.diagnose.log.line;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a stream into lines and hands them on with their marks. It needs a fixed amount of memory,
 * whatever the stream holds: lines without end and noise included.
 */
public final class LogReader {
  /** Receives the lines. */
  public interface Lines {
    /** What {@code again} says of a line that it does not know. */
    int UNKNOWN = -1;

    /** A line in UTF-8, without its end; the bytes are others afterwards. */
    void line(byte[] text, int from, int to, int marks, long number);

    /** The same, of a line that stands in the log just as it is handed on. */
    default void verbatim(byte[] text, int from, int to, int marks, long number) {
      line(text, from, to, marks, number);
    }

    /**
     * Takes a line as it stands in the log if it is known from one that was handed on before, and says
     * its marks; they are the same for the same line.
     */
    default int again(byte[] text, int from, int to, long number) {
      return UNKNOWN;
    }
  }

  private static final int FIRST_BUFFER_BYTES = 1 << 13;
  private static final int MOST_BUFFER_BYTES = 1 << 17;
  private static final int MOST_DEPTH = 2;
  private static final int SAMPLED_BYTES = 1 << 16;

  private final Decoding decoding;
  private final Lines receiver;
  private final Journal journal = new Journal();
  private final MailBody mail = new MailBody(this::whole, this::attached);
  private final int depth;
  private final List<String> ofAttachments = new ArrayList<>();
  private final List<String> unreadOfAttachments = new ArrayList<>();
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;
  private boolean skipping;
  private long bytes;
  private long lines;
  private long cut;
  private long prefixed;
  private long vhost;
  private int sampled;
  private int odd;
  private int expected;

  private LogReader(Decoding decoding, Lines receiver, int depth) {
    this.decoding = decoding;
    this.receiver = receiver;
    this.depth = depth;
  }

  /**
   * Reads to the end.
   *
   * @throws IOException also if all of it is in a form that is known and not read; it says what to do
   */
  public static Extent read(InputStream in, Lines receiver) throws IOException {
    final Decoding decoding = Decoding.of(in);
    if (decoding.unreadable().isPresent()) {
      throw new IOException(decoding.unreadable().get());
    }
    return new LogReader(decoding, receiver, 0).read();
  }

  private Extent read() throws IOException {
    final InputStream in = decoding.text();
    for (int got = in.read(buffer);
        got >= 0;
        got = in.read(buffer, filled, buffer.length - filled)) {
      bytes += got;
      final int from = filled;
      filled += got;
      sample(from);
      final boolean full = filled == buffer.length;
      takeWholeLines(from);
      if (full && buffer.length < MOST_BUFFER_BYTES) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    if (filled > 0 && !skipping) {
      line(0, filled);
    }
    mail.end();
    final boolean binary = odd > sampled / 8;
    return new Extent(bytes, lines, cut, prefixed, vhost, binary, steps(), unread());
  }

  private List<String> unread() {
    final List<String> unread = new ArrayList<>(decoding.unread());
    unread.addAll(mail.unread());
    unread.addAll(unreadOfAttachments);
    return unread;
  }

  private List<String> steps() {
    final List<String> steps = new ArrayList<>(decoding.steps());
    if (journal.any()) {
      steps.add("JSON");
    }
    steps.addAll(ofAttachments);
    return steps;
  }

  /** How much of the beginning is no text of any kind that a kernel writes? */
  private void sample(int from) {
    for (int i = from; i < filled && sampled < SAMPLED_BYTES; i++) {
      final byte b = buffer[i];
      sampled++;
      if (isPartOfACharacter(b)) {
        continue;
      }
      if (b < 0 || (b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != 0x1b) || b == 0x7f) {
        odd++;
      }
    }
  }

  /** Of UTF-8, one of several bytes that make a character. */
  private boolean isPartOfACharacter(byte b) {
    if (expected > 0 && (b & 0xc0) == 0x80) {
      expected--;
      return true;
    }
    final int lead = b & 0xff;
    expected = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
    if (lead >= 0xf5) {
      expected = 0;
    }
    return expected > 0;
  }

  /** Hands on what is complete, and keeps the rest at the front of the buffer. */
  private void takeWholeLines(int searched) {
    int start = 0;
    for (int i = endOfLine(buffer, searched, filled);
        i < filled;
        i = endOfLine(buffer, i + 1, filled)) {
      if (skipping) {
        skipping = false;
      } else if (i > start) {
        line(start, i);
      }
      start = i + 1;
      if (buffer[i] == '\n') {
        lines++;
      }
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
    }
    if (skipping) {
      filled = 0;
    } else if (filled == MOST_BUFFER_BYTES) {
      line(0, filled);
      skipping = true;
      filled = 0;
    }
  }

  private static int endOfLine(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    return at;
  }

  private void line(int from, int to) {
    final int known = mail.isIdle() ? receiver.again(buffer, from, to, lines + 1) : Lines.UNKNOWN;
    if (known != Lines.UNKNOWN) {
      count(known);
      return;
    }
    final Optional<byte[]> message =
        journal.concerns(buffer, from, to) ? journal.message(buffer, from, to) : Optional.empty();
    if (message.isPresent()) {
      ofJournal(message.get());
    } else {
      ofText(from, to);
    }
  }

  /** A message may have several lines. */
  private void ofJournal(byte[] message) {
    int start = 0;
    for (int i = 0; i <= message.length; i++) {
      if (i == message.length || message[i] == '\n') {
        if (i > start) {
          whole(message, start, i);
        }
        start = i + 1;
      }
    }
  }

  private void ofText(int from, int whole) {
    final int to = endOf(buffer, from, whole);
    if (to == from) {
      return;
    }
    int end = to;
    if (to - from > Limits.LINE_BYTES) {
      end = from + Limits.LINE_BYTES;
      cut++;
    }
    final int marks = Marking.of(buffer, from, end);
    if (mail.concerns(buffer, from, end, marks)) {
      mail.take(buffer, from, end, marks);
    } else if (end == whole) {
      final int all = counted(buffer, from, end, marks);
      receiver.verbatim(buffer, from, end, all, lines + 1);
    } else {
      take(buffer, from, end, marks);
    }
  }

  /** Where a line ends without what terminals and pages have put there. */
  private static int endOf(byte[] text, int from, int to) {
    final int end = EndTags.removed(text, from, Escapes.removed(text, from, to));
    return Entities.shown(text, from, end);
  }

  /** A part of a mail; its lines are counted as if they stood there unpacked. */
  private void attached(byte[] content) {
    if (depth == MOST_DEPTH) {
      unreadOfAttachments.add("parts of mails inside parts of mails are not read");
      return;
    }
    final long before = lines;
    try {
      final Extent extent = new LogReader(
              Decoding.of(new ByteArrayInputStream(content)),
              (text, from, to, marks, number) ->
                  receiver.line(text, from, to, marks, before + number),
              depth + 1)
          .read();
      lines += extent.lines();
      cut += extent.cut();
      prefixed += extent.prefixed();
      vhost += extent.vhost();
      extent.steps().forEach(step -> ofAttachments.add(step + " in the mail"));
      extent.unread().forEach(what -> unreadOfAttachments.add("of a part of the mail: " + what));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  private void whole(byte[] text, int from, int to) {
    final int end = Math.min(endOf(text, from, to), from + Limits.LINE_BYTES);
    take(text, from, end, Marking.of(text, from, end));
  }

  private void take(byte[] text, int from, int to, int found) {
    receiver.line(text, from, to, counted(text, from, to, found), lines + 1);
  }

  private int counted(byte[] text, int from, int to, int found) {
    final int marks = LoggersPrefix.isThere(text, from, to) ? found | Marks.PREFIXED : found;
    count(marks);
    return marks;
  }

  private void count(int marks) {
    if ((marks & Marks.PREFIXED) != 0) {
      prefixed++;
    }
    if ((marks & Marks.VHOST) != 0) {
      vhost++;
    }
  }
}
