package org.killpath.engine.strategy;

/** The strategy ended the execution: nothing new could have come of it. */
public final class ExecutionCut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace
  public static final ExecutionCut INSTANCE = new ExecutionCut();

  private ExecutionCut() {
    super("cut by the strategy", null, false, false);
  }
}
