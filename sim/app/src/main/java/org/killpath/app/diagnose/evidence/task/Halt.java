package org.killpath.app.diagnose.evidence.task;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What keeps a worker in its loop from taking work that it may have: whoever stops, traces or freezes
 * its group stops the worker, too, where it looks for signals ({@code get_signal()}).
 */
public enum Halt {
  STOPPED("is stopped by a signal", "SIGCONT"),
  TRACED("is stopped by whoever traces it (ptrace)", "its tracer: PTRACE_CONT or a detach"),
  FROZEN(
      "is frozen", "a thaw of its cgroup (cgroup.freeze, freezer.state), or of the whole system");

  private static final Map<String, Halt> BY_FUNCTION = Map.of(
      "do_signal_stop", STOPPED,
      "do_jobctl_trap", STOPPED,
      "ptrace_stop", TRACED,
      "ptrace_signal", TRACED,
      "ptrace_notify", TRACED,
      "ptrace_do_notify", TRACED,
      "do_freezer_trap", FROZEN,
      "__refrigerator", FROZEN,
      "try_to_freeze", FROZEN);

  private final String words;
  private final String ends;

  Halt(String words, String ends) {
    this.words = words;
    this.ends = ends;
  }

  /** By the innermost function that tells; empty if the task is not between two pieces of work. */
  public static Optional<Halt> of(Backtrace trace) {
    return trace.kind() != Wait.IDLE
        ? Optional.empty()
        : trace.inner().stream()
            .flatMap(call -> Stream.ofNullable(BY_FUNCTION.get(Backtrace.plain(call.function()))))
            .findFirst();
  }

  /** A verb in the third person, and who did it. */
  public String words() {
    return words;
  }

  /** What ends it, as a noun. */
  public String ends() {
    return ends;
  }
}
