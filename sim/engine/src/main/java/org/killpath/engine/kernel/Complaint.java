package org.killpath.engine.kernel;

import java.util.Optional;
import org.killpath.engine.kernel.call.CFunction;

/**
 * Something that went wrong at a certain step: what the kernel itself would print, or a rule that it
 * relies on and does not check.
 *
 * @param what the condition of the warning, or the operation on freed memory
 * @param at the innermost mirrored function
 * @param resource what was touched, for a use after free
 */
public record Complaint(
    Kind kind, String what, Task task, Optional<CFunction> at, Optional<Resource> resource) {
  /** The kinds of complaint. */
  public enum Kind {
    /** {@code WARN_ON()}. */
    WARNING,
    /** As KASAN would say it. */
    USE_AFTER_FREE,
    /** No kernel notices; an observer of the model does. */
    BROKEN_RULE
  }
}
