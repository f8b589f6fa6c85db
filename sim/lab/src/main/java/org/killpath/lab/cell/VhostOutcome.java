package org.killpath.lab.cell;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Scale;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Complaint;

/** What one execution of a cell showed, mildest first. */
public enum VhostOutcome implements Outcome {
  COMPLETED("every obliged task has ended or returned", false),
  WARNED("a kernel WARN_ON fired", false),
  GAVE_UP("completed, but a virtqueue is still attached to a dead worker", false),
  LEAKED("a reference, inflight or attachment count is off at the end", false),
  LOST_WORK("a work item was accepted, never run, never refused, never accounted for", false),
  HUNG_RELEASED("stuck until the outside world acts; the watchdog reports somebody", true),
  HUNG_SILENT("stuck until the outside world acts; the watchdog reports nobody", true),
  LOST_FLUSH("a flush waiter that nobody will ever complete", true),
  HUNG("stuck, and the outside world cannot help", true),
  DEADLOCK("a cycle among kernel tasks, or a task that waits for itself", true),
  USE_AFTER_FREE("a freed worker, task or device was touched", false);

  /** Which of them stands for what a judge finds. */
  public static final Scale SCALE = new OfVhost();

  private final String meaning;
  private final boolean hang;

  VhostOutcome(String meaning, boolean hang) {
    this.meaning = meaning;
    this.hang = hang;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public boolean isHang() {
    return hang;
  }

  /** The outcome of this name, if there is one. */
  public static Optional<Outcome> of(String name) {
    return SCALE.find(name);
  }

  private static final class OfVhost implements Scale {
    private static final List<Outcome> ALL = List.of(values());

    @Override
    public List<Outcome> outcomes() {
      return ALL;
    }

    @Override
    public Outcome of(Complaint.Kind complaint) {
      return switch (complaint) {
        case WARNING -> WARNED;
        case USE_AFTER_FREE -> USE_AFTER_FREE;
        case BROKEN_RULE -> COMPLETED;
      };
    }

    @Override
    public Outcome of(Audit.Kind violated) {
      return switch (violated) {
        case ABANDONED -> GAVE_UP;
        case MISCOUNT, LEAK -> LEAKED;
        case LOST_WORK -> LOST_WORK;
      };
    }

    @Override
    public Outcome of(Stuck how) {
      return switch (how) {
        case RELEASED -> HUNG_RELEASED;
        case RELEASED_UNREPORTED -> HUNG_SILENT;
        case LOST_WAKE_UP -> LOST_FLUSH;
        case FOR_EVER -> HUNG;
        case CYCLE -> DEADLOCK;
      };
    }
  }
}
