package org.killpath.app.diagnose.log.report;

import java.util.Arrays;
import org.killpath.app.diagnose.log.line.LogReader;
import org.killpath.app.diagnose.log.line.Marks;

/**
 * Holds the first lines of a log back until it is told how they are arranged. A log whose newest line
 * is the first, as {@code journalctl -r} and the pages of collectors have it, is turned round, if it is
 * not too long to be kept; lines that a terminal or a printer has broken at its width are made whole.
 */
final class Arranged implements LogReader.Lines {
  static final String TURNED =
      "turned round, as its newest line was the first: lines are counted from its end";

  private static final int FIRST_LINES = 4096;
  private static final int FIRST_BYTES = 1 << 20;
  private static final int MOST_BYTES = 1 << 24;

  private final LogReader.Lines next;
  private final Direction direction = new Direction();
  private final Folded folded;
  private byte[] bytes = new byte[1 << 13];
  private int[] ends = new int[256];
  private int[] marks = new int[256];
  private long[] numbers = new long[256];
  private boolean[] plain = new boolean[256];
  private int lines;
  private boolean passing;
  private boolean reversed;
  private boolean turned;

  Arranged(LogReader.Lines next) {
    this.next = next;
    this.folded = new Folded(next);
  }

  @Override
  public int again(byte[] text, int from, int to, long number) {
    return passing && !folded.isOn() ? next.again(text, from, to, number) : UNKNOWN;
  }

  @Override
  public void verbatim(byte[] text, int from, int to, int found, long number) {
    take(text, from, to, found, number, true);
  }

  @Override
  public void line(byte[] text, int from, int to, int found, long number) {
    take(text, from, to, found, number, false);
  }

  private void take(byte[] text, int from, int to, int found, long number, boolean verbatim) {
    if (passing) {
      folded.take(text, from, to, found, number, verbatim);
      return;
    }
    keep(text, from, to, found, number, verbatim);
    if (!reversed) {
      direction.line(Line.of(text, from, to));
    }
    final int most = reversed ? MOST_BYTES : FIRST_BYTES;
    if (ends[lines - 1] > most || (!reversed && lines == FIRST_LINES)) {
      reversed = !reversed && direction.isReversed();
      if (!reversed) {
        pass();
      }
    }
  }

  private void keep(byte[] text, int from, int to, int found, long number, boolean verbatim) {
    final int start = start(lines);
    final int end = start + to - from;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    if (lines == ends.length) {
      ends = Arrays.copyOf(ends, lines * 2);
      marks = Arrays.copyOf(marks, lines * 2);
      numbers = Arrays.copyOf(numbers, lines * 2);
      plain = Arrays.copyOf(plain, lines * 2);
    }
    System.arraycopy(text, from, bytes, start, to - from);
    ends[lines] = end;
    marks[lines] = found;
    numbers[lines] = number;
    plain[lines] = verbatim;
    lines++;
  }

  private int start(int line) {
    return line == 0 ? 0 : ends[line - 1];
  }

  /** In the order in which they came. */
  private void pass() {
    passing = true;
    folded.learn(bytes, ends, lines);
    for (int i = 0; i < lines; i++) {
      folded.take(bytes, start(i), ends[i], marks[i], numbers[i], plain[i]);
    }
    forget();
  }

  private void forget() {
    lines = 0;
    bytes = new byte[0];
    ends = new int[0];
    marks = new int[0];
    numbers = new long[0];
    plain = new boolean[0];
  }

  /** The log ends. */
  void end() {
    if (!passing && (reversed || direction.isReversed())) {
      turn();
    } else if (!passing) {
      pass();
    }
    folded.end();
  }

  private void turn() {
    turned = true;
    final long last = lines == 0 ? 0 : numbers[lines - 1];
    for (int i = lines - 1; i >= 0; i--) {
      next.line(bytes, start(i), ends[i], marks[i], last - numbers[i] + 1);
    }
    forget();
  }

  /** Was the log turned round? */
  boolean isTurned() {
    return turned;
  }

  /** Is a line of the log, at the width of its longest ones, broken rather than whole? */
  private static final class Folded {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 250;
    private static final int FEWEST = 3;

    private final LogReader.Lines next;
    private int width;
    private byte[] held = new byte[0];
    private long heldNumber;

    Folded(LogReader.Lines next) {
      this.next = next;
    }

    boolean isOn() {
      return width > 0;
    }

    /**
     * No line is wider than some, and what follows on those, and hardly on others, begins nothing. Mail
     * breaks lines between words, so that few of them are as wide as they may be.
     */
    void learn(byte[] bytes, int[] ends, int lines) {
      int widest = 0;
      for (int i = 0; i < lines; i++) {
        widest = Math.max(widest, ends[i] - (i == 0 ? 0 : ends[i - 1]));
      }
      if (widest < NARROWEST || widest > WIDEST) {
        return;
      }
      int broken = 0;
      int elsewhere = 0;
      int whole = 0;
      boolean within = false;
      for (int i = 0; i + 1 < lines; i++) {
        final boolean wide = ends[i] - (i == 0 ? 0 : ends[i - 1]) == widest;
        final boolean goesOn = !begins(bytes, ends[i], ends[i + 1]);
        broken += wide && goesOn ? 1 : 0;
        within |= wide && goesOn && isWithinAWord(bytes[ends[i] - 1], bytes[ends[i]]);
        elsewhere += !wide && goesOn ? 1 : 0;
        whole += wide && !goesOn ? 1 : 0;
      }
      final boolean many = broken >= FEWEST && broken > 2 * whole && broken > 2 * elsewhere;
      width = many && within ? widest : 0;
    }

    /** What begins, or ends, so is no word of its own: nobody who breaks lines between words makes it. */
    private static boolean isWithinAWord(byte last, byte first) {
      return "_:,+)}]".indexOf(first) >= 0 || "_+({[&".indexOf(last) >= 0;
    }

    /** Does a message begin here, by its prefix or by its words? */
    private static boolean begins(byte[] bytes, int from, int to) {
      final Line line = Line.of(bytes, from, to);
      return line.prefixed()
          || line.begins()
          || (bytes[from] == ' ' && Marks.have(Marks.of(bytes, from, to), Marks.OFFSET));
    }

    void take(byte[] text, int from, int to, int marks, long number, boolean verbatim) {
      if (width == 0) {
        if (verbatim) {
          next.verbatim(text, from, to, marks, number);
        } else {
          next.line(text, from, to, marks, number);
        }
        return;
      }
      if (held.length > 0 && begins(text, from, to)) {
        end();
      }
      if (held.length == 0) {
        heldNumber = number;
      }
      final int before = held.length;
      held = Arrays.copyOf(held, before + to - from);
      System.arraycopy(text, from, held, before, to - from);
      if (to - from != width) {
        end();
      }
    }

    void end() {
      if (held.length > 0) {
        next.line(held, 0, held.length, Marks.of(held, 0, held.length), heldNumber);
        held = new byte[0];
      }
    }
  }
}
