package org.killpath.app.diagnose.log.report;

import java.util.Arrays;

/**
 * Lines on their way from where they are found to where they are understood. One that is surely
 * looked at is undressed here already, as that needs no other line; of the others the bytes are kept.
 */
final class Batch {
  private static final int LINES = 1024;
  private static final int BYTES = 1 << 15;

  private final Line[] undressed;
  private final boolean[] ready;
  private final int[] marks;
  private final long[] numbers;
  private final int[] ends;
  private byte[] bytes;
  private int lines;

  private Batch(int lines, int bytes) {
    undressed = new Line[lines];
    ready = new boolean[lines];
    marks = new int[lines];
    numbers = new long[lines];
    ends = new int[lines];
    this.bytes = new byte[bytes];
  }

  static Batch empty() {
    return new Batch(LINES, BYTES);
  }

  boolean isFull() {
    return lines == LINES;
  }

  /** {@code undress} if the line is looked at, whatever came before it. */
  void add(byte[] text, int from, int to, int found, long number, boolean undress) {
    final int start = start(lines);
    if (undress) {
      add(Line.of(text, from, to), found, number);
    } else {
      final int end = start + to - from;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
      }
      System.arraycopy(text, from, bytes, start, to - from);
      ends[lines] = end;
      next(found, number);
    }
  }

  /** One that is undressed. */
  void add(Line line, int found, long number) {
    ready[lines] = true;
    undressed[lines] = line;
    ends[lines] = start(lines);
    next(found, number);
  }

  private void next(int found, long number) {
    marks[lines] = found;
    numbers[lines] = number;
    lines++;
  }

  private int start(int line) {
    return line == 0 ? 0 : ends[line - 1];
  }

  /** In their order, as if they had never been here. */
  void handTo(LogParser parser) {
    for (int i = 0; i < lines; i++) {
      if (!ready[i]) {
        parser.line(bytes, start(i), ends[i], marks[i], numbers[i]);
      } else {
        parser.line(undressed[i], marks[i], numbers[i]);
      }
    }
  }
}
