package org.killpath.app.diagnose.log.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.log.form.Incidents;
import org.killpath.app.diagnose.log.form.TraceEnds;
import org.killpath.app.diagnose.log.line.Limits;

/** A report of a crash that is being read: an oops, KASAN, a warning, a lockup. */
final class IncidentLines {
  private static final long FARTHEST = 250;

  /** Whose trace is being printed. */
  private enum Part {
    WHERE,
    ALLOCATED,
    FREED
  }

  private Optional<Incidents.Head> head = Optional.empty();
  private Optional<TaskId> task = Optional.empty();
  private String function = "";
  private final List<Call> calls = new ArrayList<>();
  private final List<Call> freedBy = new ArrayList<>();
  private Part part = Part.WHERE;
  private boolean closed;
  private long line;
  private Optional<String> time = Optional.empty();

  boolean isOpen() {
    return head.isPresent();
  }

  /** Did it happen to the task whose trace comes next, so that what that did is over? */
  boolean isOfATask() {
    return head.filter(open -> switch (open.kind()) {
          case KASAN, OOPS, BUG, WARNING, PANIC -> true;
          default -> false;
        })
        .isPresent();
  }

  /** Was it a processor that found itself stuck, so that it is stuck with the task that it executes? */
  boolean isOfAProcessor() {
    return head.filter(open ->
            open.kind() == Incident.Kind.RCU_STALL && open.detail().contains("self-detected"))
        .isPresent();
  }

  boolean isFarBefore(long number) {
    return isOpen() && number - line > FARTHEST;
  }

  /** Another first line of the same report ({@code BUG: ...}, then {@code Oops: ...})? */
  boolean continues(Incidents.Head next, long number) {
    return isOpen()
        && number - line < 12
        && calls.isEmpty()
        && isOfATask()
        && next.kind() != Incident.Kind.KASAN
        && next.kind() != Incident.Kind.WARNING;
  }

  void open(Incidents.Head of, long number, Optional<String> at) {
    head = Optional.of(of);
    task = of.task();
    function = of.function();
    calls.clear();
    freedBy.clear();
    part = Part.WHERE;
    closed = false;
    line = number;
    time = at;
  }

  /** It is of the same report, and worse. */
  void becomes(Incidents.Head worse) {
    head = head.map(open -> open.kind() == Incident.Kind.BUG || open.kind() == Incident.Kind.WARNING
        ? new Incidents.Head(worse.kind(), open.function(), open.task(), open.detail())
        : open);
  }

  void task(TaskId found) {
    if (task.isEmpty()) {
      task = Optional.of(found);
    }
  }

  void place(String found) {
    if (function.isEmpty()) {
      function = found;
    }
  }

  /** Takes a line that says who did it, or whose trace comes next; false if it is none. */
  boolean line(String text) {
    if (!isOpen() || "RWFA".indexOf(text.charAt(0)) < 0) {
      return false;
    }
    final Optional<TaskId> access = Incidents.access(text);
    access.ifPresent(this::task);
    if (Incidents.isAllocated(text)) {
      part = Part.ALLOCATED;
      return true;
    }
    if (Incidents.isFreed(text)) {
      part = Part.FREED;
      return true;
    }
    return access.isPresent();
  }

  void call(Call call) {
    final List<Call> into = part == Part.WHERE ? calls : freedBy;
    if (part != Part.ALLOCATED && into.size() < Limits.CALLS) {
      into.add(call);
    }
  }

  /** Its trace says that it ends here; KASAN has more to say behind that. */
  void close() {
    closed =
        head.filter(open -> open.kind() != Incident.Kind.KASAN).isPresent() && !calls.isEmpty();
  }

  /** Does its trace reach to where the kernel was entered, or to its end by its own word? */
  boolean isWhole() {
    return closed
        || (!calls.isEmpty()
            && TraceEnds.isAtTheEdge(calls.get(calls.size() - 1).function()));
  }

  void end(Consumer<LogEntry> receiver) {
    head.ifPresent(open -> receiver.accept(
        new Incident(open.kind(), task, function, open.detail(), calls, freedBy, line, time)));
    head = Optional.empty();
  }
}
