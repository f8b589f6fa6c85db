package org.killpath.app.diagnose.log.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.form.Header;
import org.killpath.app.diagnose.log.form.TraceEnds;
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
  private boolean maySleep;

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
    return calls.size() > 1 && TraceEnds.isOutermost(calls.get(calls.size() - 1).function());
  }

  /** Does it reach to where the kernel was entered? */
  boolean isWhole() {
    return hasCalls() && TraceEnds.isAtTheEdge(calls.get(calls.size() - 1).function());
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
    maySleep = true;
    calls.clear();
  }

  /** A title stands above its frames, which are all that there is: only a task that sleeps begins with the scheduler. */
  void titled() {
    maySleep = false;
  }

  /** A debugger shows its innermost frame: it is in the scheduler, or a processor executes it. */
  void innermost(Call call, long number) {
    executed = calls.isEmpty()
        && !call.function().contains("sched")
        && !TraceEnds.isInnermost(call.function());
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
            && calls.stream().map(Call::function).anyMatch(TraceEnds::reportsOnMemory)
        ? PrintedTask.Source.PAST
        : source;
  }

  private boolean ranAsItSeems() {
    return calls.stream()
        .filter(Call::reliable)
        .findFirst()
        .filter(first -> !TraceEnds.maySleep(first.function()))
        .isPresent();
  }

  void end(Consumer<LogEntry> receiver) {
    executed |= !maySleep && ranAsItSeems();
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
