package org.killpath.app.diagnose.log.line;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.killpath.app.diagnose.log.packing.Decoding;

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

  private final Decoding decoding;
  private final Contents contents;
  private final Sample sample = new Sample();
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;
  private long bytes;
  /** Is the rest of a line that does not fit the buffer to come? */
  private boolean inLong;
  /** And do lines lie in it? */
  private boolean inContents;

  private LogReader(Decoding decoding, Lines receiver, int depth) {
    this.decoding = decoding;
    this.contents = new Contents(receiver, depth);
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
    return read(decoding, receiver, 0);
  }

  /** {@code depth} is how many mails it lies in. */
  static Extent read(Decoding decoding, Lines receiver, int depth) throws IOException {
    return new LogReader(decoding, receiver, depth).read();
  }

  private Extent read() throws IOException {
    final InputStream in = decoding.text();
    for (int got = in.read(buffer);
        got >= 0;
        got = in.read(buffer, filled, buffer.length - filled)) {
      bytes += got;
      final int from = filled;
      filled += got;
      sample.take(buffer, from, filled);
      final boolean full = filled == buffer.length;
      takeWholeLines(from);
      if (full && buffer.length < MOST_BUFFER_BYTES) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    if (inLong) {
      endLong(0, filled);
    } else if (filled > 0) {
      contents.line(buffer, 0, filled);
    }
    contents.end();
    return new Extent(
        bytes,
        contents.lines(),
        contents.cut(),
        contents.prefixed(),
        contents.vhost(),
        sample.isBinary(),
        steps(),
        unread());
  }

  private List<String> unread() {
    final List<String> unread = new ArrayList<>(decoding.unread());
    unread.addAll(contents.unread());
    return unread;
  }

  private List<String> steps() {
    final List<String> steps = new ArrayList<>(decoding.steps());
    steps.addAll(contents.steps());
    return steps;
  }

  /** Hands on what is complete, and keeps the rest at the front of the buffer. */
  private void takeWholeLines(int searched) {
    int start = 0;
    for (int i = endOfLine(buffer, searched, filled);
        i < filled;
        i = endOfLine(buffer, i + 1, filled)) {
      if (inLong) {
        endLong(start, i);
      } else if (i > start) {
        contents.line(buffer, start, i);
      }
      start = i + 1;
      if (buffer[i] == '\n') {
        contents.endOfLine();
      }
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
    }
    if (filled == MOST_BUFFER_BYTES && !inLong) {
      inLong = true;
      inContents = contents.beginLong(buffer, 0, filled);
      if (!inContents) {
        contents.beginning(buffer, 0, filled);
        filled = 0;
      }
    }
    if (inLong) {
      goOn(0, filled);
      filled = 0;
    }
  }

  private void goOn(int from, int to) {
    if (inContents) {
      contents.takeLong(buffer, from, to);
    }
  }

  private void endLong(int from, int to) {
    goOn(from, to);
    if (inContents) {
      contents.endLong();
    }
    inLong = false;
    inContents = false;
  }

  private static int endOfLine(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    return at;
  }
}
