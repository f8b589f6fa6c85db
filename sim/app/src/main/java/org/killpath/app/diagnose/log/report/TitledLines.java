package org.killpath.app.diagnose.log.report;

import java.util.Optional;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.log.form.Bcc;
import org.killpath.app.diagnose.log.form.Bpftrace;
import org.killpath.app.diagnose.log.form.Tracer;

/**
 * Stacks of tools whose lines are no more than names and numbers: they are stacks because a title
 * stands above them, and nothing else since then.
 */
final class TitledLines {
  private enum Tool {
    NONE,
    BCC,
    BPFTRACE
  }

  private static final Tracer.Head NOBODY = new Tracer.Head(Optional.empty(), Optional.empty());

  private final TracedStack stack;
  private Tool tool = Tool.NONE;

  TitledLines(TracedStack stack) {
    this.stack = stack;
  }

  boolean isOpen() {
    return tool != Tool.NONE;
  }

  /** Takes a title; false if it is none. */
  boolean begins(String text) {
    if (Bcc.isTitle(text)) {
      tool = Tool.BCC;
    } else if (Bpftrace.isTitle(text)) {
      tool = Tool.BPFTRACE;
    } else {
      return false;
    }
    return true;
  }

  /** Takes a line that follows a title; false if the tool has ended, or prints something else. */
  boolean line(String text, long number) {
    if (tool == Tool.BCC ? ofBcc(text, number) : ofBpftrace(text, number)) {
      return true;
    }
    end();
    if (tool == Tool.BCC || Tracer.map(text).isEmpty()) {
      tool = Tool.NONE;
    }
    return false;
  }

  private boolean ofBcc(String text, long number) {
    final Optional<Call> call = Bcc.frame(text);
    if (call.isPresent()) {
      frame(call.get(), number);
      return true;
    }
    final Optional<TaskId> below = Bcc.below(text);
    if (below.isPresent()) {
      stack.isOf(below.get());
      stack.end();
      return true;
    }
    return head(Bcc.above(text), number) || Bcc.isOther(text);
  }

  private boolean ofBpftrace(String text, long number) {
    final Optional<Call> call = Tracer.frame(text);
    call.ifPresent(found -> {
      if (stack.isWhole()) {
        stack.end(); // there was nothing between the two that says whose they are
      }
      frame(found, number);
    });
    return call.isPresent() || head(Bpftrace.head(text), number);
  }

  private boolean head(Optional<TaskId> task, long number) {
    task.ifPresent(found -> {
      end();
      stack.begin(new Tracer.Head(task, Optional.empty()), number);
    });
    return task.isPresent();
  }

  private void frame(Call call, long number) {
    if (!stack.isOpen()) {
      stack.begin(NOBODY, number);
    }
    if (!stack.isWhole()) { // what follows is of the process
      stack.add(call);
    }
  }

  /** A name by itself that is nobody's is no stack. */
  private void end() {
    if (stack.size() == 1 && !stack.isNamed()) {
      stack.drop();
    }
    stack.end();
  }
}
