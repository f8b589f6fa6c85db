package org.killpath.app.diagnose.log.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.log.form.Bcc;
import org.killpath.app.diagnose.log.form.TraceEnds;
import org.killpath.app.diagnose.log.form.Tracer;
import org.killpath.app.diagnose.log.line.Limits;

/** Stacks that a tracing tool has printed: each of one moment, like those of {@code /proc}. */
final class TracerLines {
  private final OpenReports open;
  private final List<Call> calls = new ArrayList<>();
  private Optional<Tracer.Head> head = Optional.empty();
  private Optional<Tracer.Head> switched = Optional.empty();
  private boolean ofMap;

  /** Has a tool of bcc's said that its stacks follow, and nothing else come since then? */
  private boolean ofBcc;

  private long line;

  TracerLines(OpenReports open) {
    this.open = open;
  }

  /** Is a stack being printed, so that every line counts? */
  boolean isOpen() {
    return head.isPresent() || ofBcc;
  }

  /** Takes a line; false if it is none of a tracer's. */
  boolean line(Line line, long number) {
    final String text = line.text();
    if (ofBcc) {
      if (ofBcc(text, number)) {
        return true;
      }
      end();
      ofBcc = false;
    }
    if (head.isPresent()) {
      final Optional<Call> call = Tracer.frame(text);
      if (call.isPresent()) {
        if (calls.size() < Limits.CALLS) {
          calls.add(call.get());
        }
        return true;
      }
      final Optional<Tracer.Head> end = ofMap ? Tracer.mapEnd(text) : Optional.empty();
      if (end.isPresent()) {
        head = end.get().task().isPresent() ? end : head;
        end();
        return true;
      }
      end();
    }
    return begins(text, number);
  }

  private boolean ofBcc(String text, long number) {
    final boolean whole =
        !calls.isEmpty() && TraceEnds.isOutermost(calls.get(calls.size() - 1).function());
    final Optional<Call> call = Bcc.frame(text);
    if (call.isPresent()) {
      if (head.isEmpty() && calls.isEmpty()) {
        line = number;
      }
      if (!whole && calls.size() < Limits.CALLS) { // what follows the edge is of the process
        calls.add(call.get());
      }
      return true;
    }
    final Optional<TaskId> below = Bcc.below(text);
    if (below.isPresent()) {
      head = Optional.of(new Tracer.Head(below, Optional.empty()));
      end();
      return true;
    }
    final Optional<TaskId> above = Bcc.above(text);
    if (above.isPresent()) {
      end();
      head = Optional.of(new Tracer.Head(above, Optional.empty()));
      line = number;
      return true;
    }
    return Bcc.isOther(text);
  }

  private boolean begins(String text, long number) {
    if (Bcc.isTitle(text)) {
      ofBcc = true;
      return true;
    }
    final Optional<Tracer.Head> map = Tracer.map(text);
    final Optional<Tracer.Head> found =
        map.or(() -> Tracer.ftrace(text)).or(() -> Tracer.perf(text));
    if (found.isPresent()) {
      head = found;
      ofMap = map.isPresent();
      this.line = number;
      return true;
    }
    if (Tracer.isEvent(text)) {
      switched = Tracer.switched(text);
      return true;
    }
    if (text.startsWith("=> ") && Tracer.frame(text).isPresent()) {
      head = Optional.of(new Tracer.Head(Optional.empty(), Optional.empty()));
      ofMap = false;
      this.line = number;
      Tracer.frame(text).ifPresent(calls::add);
      return true;
    }
    return folded(text, number);
  }

  private boolean folded(String text, long number) {
    final Optional<Tracer.Folded> found = Tracer.folded(text);
    found.ifPresent(stack -> {
      head = Optional.of(new Tracer.Head(
          Optional.of(stack
              .task()
              .orElseGet(() -> new TaskId(stack.comm(), open.nobody().pid()))),
          Optional.empty()));
      this.line = number;
      calls.addAll(stack.calls().subList(0, Math.min(Limits.CALLS, stack.calls().size())));
      end();
    });
    return found.isPresent();
  }

  /** What is being printed ends here. */
  void end() {
    if (ofBcc && head.isEmpty() && calls.size() > 1) {
      head = Optional.of(new Tracer.Head(Optional.empty(), Optional.empty()));
    }
    if (head.isPresent() && !calls.isEmpty()) {
      final TaskId task = head.get().task().orElseGet(open::nobody);
      final Optional<Character> state = head.get()
          .state()
          .or(() -> switched
              .filter(one -> one.task().filter(who -> who.pid() == task.pid()).isPresent())
              .flatMap(Tracer.Head::state));
      open.handOn(new PrintedTask(
          task,
          Optional.empty(),
          state.filter(letter -> letter != 'R'),
          state.filter(letter -> letter == 'R').isPresent()
              || !TraceEnds.maySleep(calls.get(0).function()),
          calls,
          head.get().task().isPresent() ? PrintedTask.Source.STACK : PrintedTask.Source.NAMELESS,
          line,
          Optional.empty(),
          TraceEnds.isAtTheEdge(calls.get(calls.size() - 1).function())));
    }
    head = Optional.empty();
    calls.clear();
  }
}
