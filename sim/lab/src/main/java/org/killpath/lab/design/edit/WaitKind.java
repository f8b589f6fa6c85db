package org.killpath.lab.design.edit;

import java.util.Optional;
import org.killpath.engine.kernel.Op;

/** What a task can wait for, as far as it matters which edit could end that. */
public enum WaitKind {
  LOCK,
  COMPLETION,
  /** The last reference of something that is under way outside. */
  REFERENCES,
  /** A page of user memory. */
  FAULT,
  /** Somebody halted the task. */
  HALT;

  /** That of an operation in which a task is blocked; nothing if it is idle. */
  public static Optional<WaitKind> of(Op op) {
    if (op == Op.FAULT || op == Op.PIN) {
      return Optional.of(FAULT);
    }
    if (op == Op.WAIT || op == Op.WAIT_KILLABLE) {
      return Optional.of(COMPLETION);
    }
    if (op == Op.WAIT_FOR_ZERO) {
      return Optional.of(REFERENCES);
    }
    if (op == Op.STOP) {
      return Optional.of(HALT);
    }
    return op == Op.LOCK || op == Op.LOCK_KILLABLE || op == Op.SPIN_LOCK
        ? Optional.of(LOCK)
        : Optional.empty();
  }
}
