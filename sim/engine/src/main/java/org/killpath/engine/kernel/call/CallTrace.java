package org.killpath.engine.kernel.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The mirrored C functions that a task is in, outermost first. Written by the task itself only. */
public final class CallTrace {
  /** More frames than any kernel stack has; whoever gets here recurses without an end. */
  private static final int DEEPEST = 1024;

  private static final int USUAL = 24;
  private static final CFunction[] NONE_YET = {};

  private CFunction[] functions = NONE_YET;
  private final Frame frame = new Frame(this);
  private int depth;

  /** The call of {@code function}; the one frame serves all depths. */
  public Frame enter(CFunction function) {
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
    functions = Arrays.copyOf(functions, Math.min(Math.max(depth * 2, USUAL), DEEPEST));
  }

  void leave() {
    depth--;
  }

  /** In no mirrored function. */
  public boolean isEmpty() {
    return depth == 0;
  }

  /** The function that called no other. */
  public Optional<CFunction> innermost() {
    return depth == 0 ? Optional.empty() : Optional.of(functions[depth - 1]);
  }

  /** Likewise, for each lock that is taken; {@link CFunction#NONE} if there is none. */
  public CFunction caller() {
    return depth == 0 ? CFunction.NONE : functions[depth - 1];
  }

  /** Innermost first. */
  public List<CFunction> list() {
    final List<CFunction> calls = new ArrayList<>(depth);
    for (int i = depth - 1; i >= 0; i--) {
      calls.add(functions[i]);
    }
    return calls;
  }

  /** Tells {@code to} how deep it is, and each function. */
  public void describe(Description to) {
    to.number(depth);
    for (int i = 0; i < depth; i++) {
      to.name(functions[i]);
    }
  }
}
