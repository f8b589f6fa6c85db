package org.killpath.app.diagnose.log;

import org.killpath.lab.campaign.Asked;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream into lines and hands on those that are interesting. It needs a fixed amount of memory,
 * whatever the stream holds: lines without end and noise included.
 */
public final class LogReader {
  /** Receives the interesting lines. */
  interface Lines {
    /** Will a line with these marks be looked at? Asked before it is made into text. */
    boolean wants(int marks);

    /** A line of text, without its end. */
    void line(String text, int marks, long number);
  }

  /**
   * What was read.
   *
   * @param lines how many line feeds
   * @param cut how many lines were longer than any that a kernel writes, and were read in part
   */
  public record Extent(long bytes, long lines, long cut) {}

  private static final int FIRST_BUFFER_BYTES = 1 << 13;
  private static final int MOST_BUFFER_BYTES = 1 << 17;

  private final Lines receiver;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;
  private boolean skipping;
  private long bytes;
  private long lines;
  private long cut;

  private LogReader(Lines receiver) {
    this.receiver = receiver;
  }

  /** Reads to the end. */
  static Extent read(InputStream in, Lines receiver) throws IOException {
    return new LogReader(receiver).read(in);
  }

  private Extent read(InputStream in) throws IOException {
    for (int got = in.read(buffer);
        got >= 0;
        got = in.read(buffer, filled, buffer.length - filled)) {
      bytes += got;
      final int from = filled;
      filled += got;
      final boolean full = filled == buffer.length;
      takeWholeLines(from);
      if (full && buffer.length < MOST_BUFFER_BYTES) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    if (filled > 0 && !skipping) {
      line(0, filled);
    }
    return new Extent(bytes, lines, cut);
  }

  /** Hands on what is complete, and keeps the rest at the front of the buffer. */
  private void takeWholeLines(int searched) {
    int start = 0;
    for (int i = searched; i < filled; i++) {
      final byte b = buffer[i];
      if (b == '\n' || b == '\r') {
        if (skipping) {
          skipping = false;
        } else if (i > start) {
          line(start, i);
        }
        start = i + 1;
        if (b == '\n') {
          lines++;
        }
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

  private void line(int from, int to) {
    int end = to;
    if (to - from > Limits.LINE_BYTES) {
      end = from + Limits.LINE_BYTES;
      cut++;
    }
    final int marks = Marks.of(buffer, from, end);
    if (marks != 0 && receiver.wants(marks)) {
      receiver.line(new String(buffer, from, end - from, StandardCharsets.UTF_8), marks, lines + 1);
    }
  }
}
