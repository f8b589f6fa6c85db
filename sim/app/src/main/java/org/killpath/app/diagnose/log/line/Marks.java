package org.killpath.app.diagnose.log.line;

/**
 * What can make a line interesting, as bits: found in one pass over the bytes, so that the millions
 * of other lines in a log never become text.
 */
public final class Marks {
  /** An offset as in {@code schedule+0x39/0xf0}. */
  public static final int OFFSET = 1;

  /** A number sign and a digit: a lock's place in a list, a frame of a debugger, a build number. */
  public static final int NUMBER = 1 << 1;

  public static final int INFO = 1 << 2;
  public static final int TASK = 1 << 3;
  public static final int TRACE = 1 << 4;

  /** {@code CPU:} or {@code PID:}. */
  public static final int CPU = 1 << 5;

  public static final int WARNING = 1 << 6;

  /** A digit and a colon at the end of the line: perhaps {@code 3 locks held by vhost-38/39:}. */
  public static final int NUMBER_AT_END = 1 << 7;

  public static final int SYSTEM = 1 << 8;
  public static final int LOCK = 1 << 9;
  public static final int RULE = 1 << 10;
  public static final int TAG = 1 << 11;
  public static final int BOOT = 1 << 12;
  public static final int CUT = 1 << 13;

  /** {@code BUG:}, an oops, a panic. */
  public static final int BUG = 1 << 14;

  public static final int NOTE = 1 << 15;

  /** {@code [<ffffffff81001000>]} or {@code [<0>]}. */
  public static final int FRAME = 1 << 16;

  public static final int VHOST = 1 << 17;

  /** Eight hexadecimal digits at the end: the flags of a task's line before 5.10. */
  public static final int FLAGS = 1 << 18;

  /** Freezing, the OOM killer, sysrq, a backtrace by NMI. */
  public static final int EVENT = 1 << 19;

  /** A file of a process, a call that prints a stack, or what a tool says of the machine. */
  public static final int CAPTION = 1 << 20;

  /** It begins as the kernel's lines begin. */
  public static final int PREFIXED = 1 << 21;

  /** {@code [vhost]} by itself: mail has cut it off its frame. */
  public static final int MODULE = 1 << 23;

  /** It may be quoted-printable. */
  static final int QUOTED = 1 << 22;

  private Marks() {}

  /** Of a line that is looked at anew: two that were put together, say. */
  public static int of(byte[] line, int from, int to) {
    return Marking.of(line, from, to);
  }

  /** Is any of the wanted ones among them? */
  public static boolean have(int marks, int wanted) {
    return (marks & wanted) != 0;
  }
}
