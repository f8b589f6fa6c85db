package org.killpath.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mirrored C functions that a task is in, outermost first. Written by the task itself only. */
final class CallTrace {
  private static final int DEEPEST = 24;

  private final CFunction[] functions = new CFunction[DEEPEST];
  private final Frame frame = new Frame(this);
  private int depth;

  /** The call of {@code function}; the one frame serves all depths. */
  Frame enter(CFunction function) {
    functions[depth++] = function;
    return frame;
  }

  void leave() {
    depth--;
  }

  boolean isEmpty() {
    return depth == 0;
  }

  Optional<CFunction> innermost() {
    return Optional.ofNullable(innermostOrNull());
  }

  /** Likewise, for each lock that is taken. */
  CFunction innermostOrNull() {
    return depth == 0 ? null : functions[depth - 1];
  }

  /** Innermost first. */
  List<CFunction> list() {
    final List<CFunction> calls = new ArrayList<>(depth);
    for (int i = depth - 1; i >= 0; i--) {
      calls.add(functions[i]);
    }
    return calls;
  }

  /** Equal traces have equal numbers. */
  long number() {
    long number = depth;
    for (int i = 0; i < depth; i++) {
      number = number * 1_000_003 + functions[i].hashCode();
    }
    return number;
  }
}
