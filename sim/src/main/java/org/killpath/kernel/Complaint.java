package org.killpath.kernel;

import java.util.Optional;

/**
 * Something the kernel itself noticed and would print.
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
    USE_AFTER_FREE
  }
}
