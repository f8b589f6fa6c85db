package org.killpath.app.diagnose.log.report;

import java.util.Optional;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.log.form.Tracer;

/** Stacks that a tracing tool has printed. */
final class TracerLines {
  private final OpenReports open;
  private final TracedStack stack;
  private final TitledLines titled;
  private boolean ofMap;

  /** Does the stack that is open have a head of its own, or an arrow? */
  private boolean headed;

  TracerLines(OpenReports open) {
    this.open = open;
    stack = new TracedStack(open);
    titled = new TitledLines(stack);
  }

  /** Is a stack being printed, so that every line counts? */
  boolean isOpen() {
    return headed || titled.isOpen();
  }

  /** Takes a line; false if it is none of a tracer's. */
  boolean line(Line line, long number) {
    final String text = line.text();
    if (headed && belongs(text)) {
      return true;
    }
    if (titled.isOpen() && titled.line(text, number)) {
      return true;
    }
    return titled.begins(text) || begins(text, number);
  }

  /** Takes a frame, or the end of a map; anything else ends the stack. */
  private boolean belongs(String text) {
    final Optional<Call> call = Tracer.frame(text);
    if (call.isPresent()) {
      stack.add(call.get());
      return true;
    }
    final Optional<Tracer.Head> end = ofMap ? Tracer.mapEnd(text) : Optional.empty();
    end.flatMap(Tracer.Head::task).ifPresent(stack::isOf);
    end();
    return end.isPresent();
  }

  private boolean begins(String text, long number) {
    final Optional<Tracer.Head> map = Tracer.map(text);
    final Optional<Tracer.Head> found =
        map.or(() -> Tracer.ftrace(text)).or(() -> Tracer.perf(text));
    if (found.isPresent()) {
      begin(found.get(), number);
      ofMap = map.isPresent();
      return true;
    }
    if (Tracer.isEvent(text)) {
      stack.switched(Tracer.switched(text));
      return true;
    }
    if (text.startsWith("=> ") && Tracer.frame(text).isPresent()) {
      begin(new Tracer.Head(Optional.empty(), Optional.empty()), number);
      ofMap = false;
      Tracer.frame(text).ifPresent(stack::add);
      return true;
    }
    return folded(text, number);
  }

  private void begin(Tracer.Head head, long number) {
    stack.begin(head, number);
    headed = true;
  }

  private boolean folded(String text, long number) {
    final Optional<Tracer.Folded> found = Tracer.folded(text);
    found.ifPresent(whole -> {
      final TaskId task =
          whole.task().orElseGet(() -> new TaskId(whole.comm(), open.nobody().pid()));
      begin(new Tracer.Head(Optional.of(task), Optional.empty()), number);
      whole.calls().forEach(stack::add);
      end();
    });
    return found.isPresent();
  }

  /** What is being printed ends here. */
  void end() {
    stack.end();
    headed = false;
  }
}
