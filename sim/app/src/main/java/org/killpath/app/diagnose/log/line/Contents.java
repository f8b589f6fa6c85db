package org.killpath.app.diagnose.log.line;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.app.diagnose.log.packing.Decoding;

/**
 * What the lines of a file hold: themselves, or the lines that a mail, a collector or a tracker has
 * put into them. Each is handed on with its marks, and counted.
 */
final class Contents {
  private static final int MOST_DEPTH = 2;

  private final LogReader.Lines receiver;
  private final int depth;
  private final Journal journal = new Journal();
  private final Columns columns = new Columns();
  private final EscapedLines escaped = new EscapedLines(this::inside);
  private final MailBody mail = new MailBody(this::whole, this::attached);
  private final Set<String> steps = new LinkedHashSet<>();
  private final List<String> unreadOfAttachments = new ArrayList<>();
  private long lines;
  private boolean counted;
  private long cut;
  private long prefixed;
  private long vhost;

  Contents(LogReader.Lines receiver, int depth) {
    this.receiver = receiver;
    this.depth = depth;
  }

  /** Counts the end of a line; of JSON, what was taken out of it was counted instead. */
  void endOfLine() {
    lines += counted ? 0 : 1;
    counted = false;
  }

  long lines() {
    return lines;
  }

  long cut() {
    return cut;
  }

  long prefixed() {
    return prefixed;
  }

  long vhost() {
    return vhost;
  }

  /** What was taken off lines. */
  Set<String> steps() {
    final Set<String> all = new LinkedHashSet<>();
    if (journal.any()) {
      all.add("JSON");
    }
    all.addAll(steps);
    return all;
  }

  /** What could not be read, in words. */
  List<String> unread() {
    final List<String> unread = new ArrayList<>(mail.unread());
    unread.addAll(unreadOfAttachments);
    return unread;
  }

  /** The file ends. */
  void end() {
    mail.end();
  }

  /** Takes a line, whose bytes are changed in place. */
  void line(byte[] text, int from, int to) {
    final int known =
        mail.isIdle() ? receiver.again(text, from, to, lines + 1) : LogReader.Lines.UNKNOWN;
    if (known != LogReader.Lines.UNKNOWN) {
      count(known);
      return;
    }
    if (mail.isIdle() && columns.concerns(text, from, to) && isRow(text, from, to)) {
      return;
    }
    final Optional<byte[]> message =
        journal.concerns(text, from, to) ? journal.message(text, from, to) : Optional.empty();
    if (message.isPresent() && isAll(message.get(), text, from, to)) {
      ofJournal(message.get());
    } else if (!mail.isIdle()
        || !EscapedLines.concerns(text, from, to)
        || !unescaped(text, from, to)) {
      if (!isBetweenMessages(text, from, to)) {
        ofText(text, from, to);
      }
    }
  }

  /** Takes a line of a table; false if it is none. */
  private boolean isRow(byte[] text, int from, int to) {
    final Optional<String> message = columns.message(text, from, to);
    message.map(found -> found.getBytes(StandardCharsets.UTF_8)).ifPresent(this::ofJournal);
    if (columns.any()) {
      steps.add("the columns of a table");
    }
    return message.isPresent();
  }

  /** Is it what JSON that is spread over lines has beside its messages: a bracket, a time, a label? */
  private boolean isBetweenMessages(byte[] text, int from, int to) {
    final boolean between = steps.contains("JSON")
        && EscapedLines.isStructure(text, from, to)
        && (Marking.of(text, from, to) & ~Marks.NUMBER) == 0;
    counted |= between;
    return between;
  }

  /** Is there no other string of lines in the object? */
  private static boolean isAll(byte[] message, byte[] text, int from, int to) {
    int ends = 1; // the last may have been taken off
    for (byte b : message) {
      ends += b == '\n' ? 1 : 0;
    }
    return EscapedLines.ends(text, from, to) <= ends;
  }

  private boolean unescaped(byte[] text, int from, int to) {
    beginLong(text, from, to);
    escaped.take(text, from, to);
    return escaped.end();
  }

  /** A line that is too long to be looked at as a whole begins; false if no lines lie in it. */
  boolean beginLong(byte[] text, int from, int to) {
    if (!EscapedLines.concerns(text, from, to)) {
      return false;
    }
    escaped.begin(text, from, to);
    return true;
  }

  void takeLong(byte[] text, int from, int to) {
    escaped.take(text, from, to);
  }

  void endLong() {
    escaped.end();
  }

  /** One of the lines that lie in another; counted as if it stood there by itself. */
  private void inside(byte[] text, int from, int to) {
    steps.add(escaped.isJson() ? "JSON" : "text with \\n in it");
    final Optional<byte[]> message =
        journal.concerns(text, from, to) ? journal.message(text, from, to) : Optional.empty();
    if (message.isPresent()) {
      ofJournal(message.get());
    } else {
      whole(text, from, to);
    }
    lines++;
    counted = true;
  }

  /** A message may have several lines. */
  private void ofJournal(byte[] message) {
    if (EscapedLines.concerns(message, 0, message.length)
        && unescaped(message, 0, message.length)) {
      return;
    }
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

  private void ofText(byte[] text, int from, int whole) {
    final int to = plain(text, from, whole);
    final int first = endOfFirst(text, from, to);
    if (first < to) {
      whole(text, from, to);
      return;
    }
    if (to == from) {
      return;
    }
    int end = to;
    if (to - from > Limits.LINE_BYTES) {
      end = from + Limits.LINE_BYTES;
      cut++;
    }
    final int marks = Marking.of(text, from, end);
    if (mail.concerns(text, from, end, marks)) {
      mail.take(text, from, end, marks);
    } else if (end == whole) {
      receiver.verbatim(text, from, end, counted(text, from, end, marks), lines + 1);
    } else {
      receiver.line(text, from, end, counted(text, from, end, marks), lines + 1);
    }
  }

  /** Where a line ends without what terminals, pages and trackers have put there. */
  private static int plain(byte[] text, int from, int to) {
    final int whole = EndTags.removed(text, from, Escapes.removed(text, from, to));
    final int end = Breaks.parted(text, from, whole);
    return Typography.plain(text, from, Entities.shown(text, from, end));
  }

  /** The beginning of a line that is too long to be looked at as a whole; the rest is lost. */
  void beginning(byte[] text, int from, int to) {
    final long before = cut;
    line(text, from, to);
    cut = Math.max(cut, before + 1);
  }

  private static int endOfFirst(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] != '\n') {
      at++;
    }
    return at;
  }

  /** A part of a mail; its lines are counted as if they stood there unpacked. */
  private void attached(byte[] content) {
    if (depth == MOST_DEPTH) {
      unreadOfAttachments.add("parts of mails inside parts of mails are not read");
      return;
    }
    final long before = lines;
    try {
      final Extent extent = LogReader.read(
          Decoding.of(new ByteArrayInputStream(content)),
          (text, from, to, marks, number) -> receiver.line(text, from, to, marks, before + number),
          depth + 1);
      lines += extent.lines();
      cut += extent.cut();
      prefixed += extent.prefixed();
      vhost += extent.vhost();
      extent.steps().forEach(step -> steps.add(step + " in the mail"));
      extent.unread().forEach(what -> unreadOfAttachments.add("of a part of the mail: " + what));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  /** A line that was put together, or unpacked; a break that a tracker put there parts it. */
  private void whole(byte[] text, int from, int whole) {
    final int to = plain(text, from, whole);
    for (int start = from; start < to; ) {
      final int end = endOfFirst(text, start, to);
      if (end > start) {
        final int most = Math.min(end, start + Limits.LINE_BYTES);
        cut += most < end ? 1 : 0;
        receiver.line(
            text,
            start,
            most,
            counted(text, start, most, Marking.of(text, start, most)),
            lines + 1);
      }
      start = end + 1;
    }
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
