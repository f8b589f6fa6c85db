package org.killpath.app.report.timeline;

import java.util.Locale;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;

/** What a task is up to, as far as pictures tell it apart. */
public enum Activity {
  RUNNING("takes steps"),
  READY("could take a step"),
  ASLEEP("asleep (S)"),
  KILLABLE("asleep until a fatal signal (shown as D, not watched)"),
  BLOCKED("blocked (D)"),
  RETRYING("sleeps between tries (shown as D, not watched)"),
  LOOPING("loops in the kernel (R)"),
  IDLE("idle in user mode"),
  STAGED("waits for its cue"),
  ABSENT("not there");

  private final String meaning;

  Activity(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }

  /** The class of elements that show it. */
  public String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Does it wait, in the kernel, for something that has a name? */
  public boolean isWait() {
    return switch (this) {
      case ASLEEP, KILLABLE, BLOCKED, RETRYING, LOOPING -> true;
      case RUNNING, READY, IDLE, STAGED, ABSENT -> false;
    };
  }

  static Activity of(Task task) {
    if (task.isExited() || task.pendingOp() == Op.START) {
      return ABSENT;
    }
    if (!task.isBlocked()) {
      return READY;
    }
    if (task.pendingOp() == Op.STAGE) {
      return STAGED;
    }
    if (task.isInUserMode()) {
      return IDLE;
    }
    return switch (task.state()) {
      case S, IDLE, STOPPED, TRACED -> ASLEEP;
      case K -> KILLABLE;
      case D -> BLOCKED;
      case RETRY -> RETRYING;
      case R -> LOOPING;
      case Z, GONE -> ABSENT;
    };
  }
}
