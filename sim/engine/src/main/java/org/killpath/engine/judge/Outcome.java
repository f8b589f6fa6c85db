package org.killpath.engine.judge;

/** What one execution showed, mildest first. An execution's outcome is its worst finding. */
public enum Outcome {
  COMPLETED("every obliged task has ended or returned"),
  WARNED("a kernel WARN_ON fired"),
  GAVE_UP("completed, but a virtqueue is still attached to a dead worker"),
  LEAKED("a reference, inflight or attachment count is off at the end"),
  LOST_WORK("a work item was accepted, never run, never refused, never accounted for"),
  HUNG_RELEASED("stuck until the outside world acts; the watchdog reports somebody"),
  HUNG_SILENT("stuck until the outside world acts; the watchdog reports nobody"),
  LOST_FLUSH("a flush waiter that nobody will ever complete"),
  HUNG("stuck, and the outside world cannot help"),
  DEADLOCK("a cycle among kernel tasks, or a task that waits for itself"),
  USE_AFTER_FREE("a freed worker, task or device was touched");

  private final String meaning;

  Outcome(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }

  /** The worse of the two. */
  public Outcome orWorse(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** True if some obliged task did not get to its end without help. */
  public boolean isHang() {
    return this == HUNG_RELEASED
        || this == HUNG_SILENT
        || this == LOST_FLUSH
        || this == HUNG
        || this == DEADLOCK;
  }
}
