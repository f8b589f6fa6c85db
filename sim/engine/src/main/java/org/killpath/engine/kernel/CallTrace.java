package org.killpath.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The mirrored C functions that a task is in, outermost first. Written by the task itself only. */
final class CallTrace {
  /** More frames than any kernel stack has; whoever gets here recurses without an end. */
  private static final int DEEPEST = 1024;

  private CFunction[] functions = new CFunction[24];
  private final Frame frame = new Frame(this);
  private int depth;

  /** The call of {@code function}; the one frame serves all depths. */
  Frame enter(CFunction function) {
    if (depth == functions.length) {
      grow(function);
    }
    functions[depth++] = function;
    return frame;
  }

  private void grow(CFunction function) {
    if (depth == DEEPEST) {
      throw new IllegalStateException(
          "a call trace has at most " + DEEPEST + " frames, and " + function + " is one more");
    }
    functions = Arrays.copyOf(functions, Math.min(depth * 2, DEEPEST));
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

  void describe(Description to) {
    to.number(depth);
    for (int i = 0; i < depth; i++) {
      to.name(functions[i]);
    }
  }
}
