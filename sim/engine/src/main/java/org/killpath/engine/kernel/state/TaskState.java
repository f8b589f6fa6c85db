package org.killpath.engine.kernel.state;

/** What the scheduler knows of a task, as {@code ps} and the hung-task watchdog see it. */
public enum TaskState {
  /** Running or runnable, also: looping inside the kernel for ever. */
  R('R', false),
  /** Interruptible sleep: any signal ends it. */
  S('S', false),
  /** Killable sleep: shown as D, ended by a fatal signal, passed over by the watchdog. */
  K('D', false),
  /** Uninterruptible sleep. */
  D('D', true),
  /** Sleeps uninterruptibly between tries: shown as D, but scheduled now and then. */
  RETRY('D', false),
  /** Sleeps uninterruptibly, but counts as idle: shown as I, passed over by the watchdog. */
  IDLE('I', false),
  /** Stopped by job control. */
  STOPPED('T', false),
  /** Stopped by a tracer. */
  TRACED('t', false),
  /** Gone, but not reaped. */
  Z('Z', false),
  /** The thread does not exist any more. */
  GONE('-', false);

  private final char shown;
  private final boolean watched;

  TaskState(char shown, boolean watched) {
    this.shown = shown;
    this.watched = watched;
  }

  /** The letter in a task list. */
  public char shown() {
    return shown;
  }

  /**
   * Would {@code check_hung_uninterruptible_tasks()} (kernel/hung_task.c) report a task that stays
   * in this state? Only one in D that was not scheduled once.
   */
  public boolean watched() {
    return watched;
  }
}
