package org.killpath.app.diagnose.log;

import java.util.List;
import java.util.Optional;

/**
 * What the kernel, or a debugger, prints of one task: its state and its call trace.
 *
 * @param state the letter after {@code state:}, if there is one
 * @param running did a processor execute it at that moment?
 * @param calls innermost first
 * @param whole does the trace go on to where the kernel was entered, or to its end by its own word?
 */
public record PrintedTask(
    TaskId task,
    Optional<Integer> tgid,
    Optional<Character> state,
    boolean running,
    List<Call> calls,
    Source source,
    long line,
    Optional<String> time,
    boolean whole)
    implements LogEntry {
  /** Why it was printed. */
  public enum Source {
    /** Below a hung-task report, as its subject or as likely owner, or in a list of tasks. */
    TASK,
    /** A processor was asked what it does. */
    PROCESSOR,
    /** The task ran into a warning, an oops or a want of memory: what it did is over. */
    PAST,
    /** The freezer could not stop it. */
    FREEZER,
    /** From {@code /proc/PID/stack}, a debugger, or a capture. */
    STACK,
    /** From a table of tasks: the function in which it sleeps, at most. */
    CHANNEL,
    /** A trace without a word of whose it is. */
    NAMELESS
  }

  public PrintedTask {
    calls = List.copyOf(calls);
  }

  /** It is newer, and no less of a trace. */
  public boolean tellsMoreThan(PrintedTask before) {
    return !calls.isEmpty()
        && (source != Source.CHANNEL || before.source == Source.CHANNEL || before.calls.isEmpty());
  }
}
