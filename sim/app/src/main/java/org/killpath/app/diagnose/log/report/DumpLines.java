package org.killpath.app.diagnose.log.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.form.Frames;
import org.killpath.app.diagnose.log.form.Header;
import org.killpath.app.diagnose.log.line.Limits;

/** The dump of one task that is being read. */
final class DumpLines {
  private Optional<Header> header = Optional.empty();
  private final List<Call> calls = new ArrayList<>();
  private PrintedTask.Source source = PrintedTask.Source.TASK;
  private long line;
  private long newest;
  private Optional<String> time = Optional.empty();
  private boolean closed;
  private boolean executed;

  boolean isOpen() {
    return header.isPresent();
  }

  boolean isFrom(PrintedTask.Source wanted) {
    return isOpen() && source == wanted;
  }

  boolean hasCalls() {
    return !calls.isEmpty();
  }

  /** Is its newest frame the outermost that there can be? */
  boolean isEnded() {
    return calls.size() > 1 && Frames.isOutermost(calls.get(calls.size() - 1).function());
  }

  /** Does it reach to where the kernel was entered? */
  boolean isWhole() {
    return hasCalls() && Frames.isAtTheEdge(calls.get(calls.size() - 1).function());
  }

  /** How far behind its newest line is this one? */
  long since(long number) {
    return number - newest;
  }

  void begin(Header of, PrintedTask.Source why, long number, Optional<String> at) {
    header = Optional.of(of);
    source = why;
    line = number;
    newest = number;
    time = at;
    executed = false;
    calls.clear();
  }

  /** A debugger shows its innermost frame: it is in the scheduler, or a processor executes it. */
  void innermost(Call call, long number) {
    executed = calls.isEmpty()
        && !call.function().contains("sched")
        && !Frames.isInnermost(call.function());
    add(call, number);
  }

  void add(Call call, long number) {
    newest = number;
    if (calls.size() < Limits.CALLS) {
      calls.add(call);
    }
  }

  /** Mail put the module of the newest frame on a line of its own. */
  void module(String name) {
    if (!calls.isEmpty()) {
      calls.set(calls.size() - 1, calls.get(calls.size() - 1).in(name));
    }
  }

  /** The trace says that it ends here. */
  void close() {
    closed = hasCalls();
  }

  /** A task that prints its own trace for want of memory runs, and goes on behind that. */
  private PrintedTask.Source source() {
    return source == PrintedTask.Source.PROCESSOR
            && calls.stream().anyMatch(call -> call.function().startsWith("dump_stack"))
            && calls.stream().map(Call::function).anyMatch(Frames::reportsOnMemory)
        ? PrintedTask.Source.PAST
        : source;
  }

  void end(Consumer<LogEntry> receiver) {
    header.ifPresent(of -> receiver.accept(new PrintedTask(
        of.task(),
        of.tgid(),
        of.state(),
        of.running() || executed,
        calls,
        source(),
        line,
        time,
        closed || isWhole())));
    header = Optional.empty();
    calls.clear();
    closed = false;
  }
}
