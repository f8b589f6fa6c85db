package org.killpath.engine.judge;

import java.util.List;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Complaint;

/** The outcomes of a subject that declares none of its own. */
public enum PlainOutcome implements Outcome {
  COMPLETED("every task has come to its end", false),
  WARNED("a warning fired", false),
  INCONSISTENT("a property that holds at rest did not", false),
  RELEASED("stuck until the outside world acts", true),
  LOST_WAKE_UP("a wait that nobody will ever end", true),
  HUNG("stuck, and the outside world cannot help", true),
  DEADLOCK("a cycle of tasks, or a task that waits for itself", true),
  USE_AFTER_FREE("freed memory was touched", false);

  /** For subjects that declare none of their own. */
  public static final Scale SCALE = new Plain();

  private final String meaning;
  private final boolean hang;

  PlainOutcome(String meaning, boolean hang) {
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

  private static final class Plain implements Scale {
    @Override
    public List<Outcome> outcomes() {
      return List.of(values());
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
      return INCONSISTENT;
    }

    @Override
    public Outcome of(Stuck how) {
      return switch (how) {
        case RELEASED, RELEASED_UNREPORTED -> RELEASED;
        case LOST_WAKE_UP -> LOST_WAKE_UP;
        case FOR_EVER -> HUNG;
        case CYCLE -> DEADLOCK;
      };
    }
  }
}
