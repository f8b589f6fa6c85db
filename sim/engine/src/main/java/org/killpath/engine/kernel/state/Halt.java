package org.killpath.engine.kernel.state;

import org.killpath.engine.kernel.call.CFunction;

/** How all threads of a group are halted together. */
public enum Halt {
  /** SIGSTOP. */
  STOP(TaskState.STOPPED, "do_signal_stop", false),
  /** A tracer has attached to each thread. */
  TRACE(TaskState.TRACED, "ptrace_stop", false),
  /** The cgroup is frozen (version 2); who is killed dies, with a trap that stays pending. */
  FREEZE(TaskState.S, "get_signal", true);

  /** Where who is halted looks at its signals. */
  public static final CFunction GET_SIGNAL = new CFunction("get_signal", "kernel/signal.c");

  private final TaskState state;
  private final String function;
  private final boolean outlastsKill;

  Halt(TaskState state, String function, boolean outlastsKill) {
    this.state = state;
    this.function = function;
    this.outlastsKill = outlastsKill;
  }

  /** What a task list shows. */
  public TaskState state() {
    return state;
  }

  /** Where it stands still. */
  public CFunction function() {
    return new CFunction(function, "kernel/signal.c");
  }

  /** Does a kill leave its trap pending? */
  public boolean outlastsKill() {
    return outlastsKill;
  }
}
