package org.killpath.app.diagnose.log.line;

/** How much of a log is kept: anybody may write anything into one. */
public final class Limits {
  /** A line of the kernel has 1 KiB at most, and prefixes; of a longer one only this is read. */
  public static final int LINE_BYTES = 4096;

  public static final int CALLS = 96;
  public static final int LOCKS_PER_TASK = 48;
  public static final int TASKS_PER_LIST = 512;

  /** Processors and tasks whose lines may be mixed with one another. */
  public static final int CALLERS = 128;

  /** Machines whose lines may be mixed with one another. */
  public static final int HOSTS = 16;

  private Limits() {}
}
