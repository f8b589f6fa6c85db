package org.killpath.app.diagnose.log.report;

import java.util.Optional;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.Named;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.form.Caption;
import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Frames;
import org.killpath.app.diagnose.log.form.Header;
import org.killpath.app.diagnose.log.form.TraceEnds;
import org.killpath.app.diagnose.log.line.Marks;

/** Frames, and stacks that have no header: a caption says whose one is, or nobody does. */
final class StackLines {
  /** A caption may have so many lines between it and its stack. */
  private static final long NEAR = 4;

  private final OpenReports open;
  private Optional<Caption> caption = Optional.empty();
  private long captionLine;

  /** So many stacks the caption stands above, and so many of them have come. */
  private int asked;

  private int served;
  private boolean bare;

  StackLines(OpenReports open) {
    this.open = open;
  }

  /** Was the newest frame so near that the next line may be one, whatever it looks like? */
  boolean isNear(long number) {
    return open.dump().isOpen() && open.dump().since(number) <= NEAR;
  }

  /** Something else than a frame stands between two stacks of {@code /proc}: the first is whole. */
  void foreign(String text) {
    if (bare && !text.startsWith("[")) {
      open.endStack();
      bare = false;
    }
  }

  /** A task was named, and its stack has not come. */
  boolean isAwaited(long number) {
    return served == 0 && caption.filter(Caption::file).isPresent() && number - captionLine <= NEAR;
  }

  boolean debugger(Line line, long number) {
    final Optional<Call> call = line.as(Form.DEBUGGERS_FRAME);
    call.ifPresent(found -> {
      final boolean first = line.text().startsWith("#0") || line.text().startsWith("# 0");
      if (!open.dump().isOpen() || (first && open.dump().hasCalls())) {
        beginStack(line, number);
      }
      if (first) {
        open.dump().innermost(found, number);
      } else {
        open.dump().add(found, number);
      }
    });
    return call.isPresent();
  }

  boolean frame(Line line, int marks, long number) {
    final String text = line.text();
    final Optional<String> place = line.as(Form.PLACE);
    if (place.isPresent()) {
      open.incident().place(place.get());
      if (open.dump().isOpen() && !open.dump().hasCalls()) {
        open.dump().add(new Call(place.get(), true, ""), number);
      }
      return true;
    }
    final Optional<Call> call = line.as(Form.FRAME);
    if (call.isEmpty()) {
      return false;
    }
    if ((marks & Marks.FRAME) != 0
        && text.startsWith("[<0>]")
        && startsAnother(call.get(), number)) {
      beginStack(line, number);
      bare = true;
    }
    if (!open.wantCalls() && TraceEnds.isInnermost(call.get().function())) {
      beginNameless(line, number); // what stood above it is not in the log
    }
    if (open.dump().isOpen()) {
      open.dump().add(call.get(), number);
    }
    if (open.splat().isOpen()) {
      open.splat().call(call.get());
    } else if (open.incident().isOpen()) {
      open.incident().call(call.get());
    }
    return open.dump().isOpen() || open.splat().isOpen() || open.incident().isOpen();
  }

  /** Is a frame of {@code /proc/PID/stack} the first of its own? */
  private boolean startsAnother(Call call, long number) {
    if (!open.dump().isOpen()) {
      return true;
    }
    final boolean headless = open.dump().isFrom(PrintedTask.Source.STACK)
        || open.dump().isFrom(PrintedTask.Source.NAMELESS);
    return open.dump().hasCalls()
        && (!headless
            || open.dump().since(number) > NEAR
            || (open.dump().isEnded() && !TraceEnds.isOutermost(call.function())));
  }

  /** A stack without a header: a caption says whose it is, or nobody does. */
  private void beginStack(Line line, long number) {
    open.endStack();
    final Optional<Caption> near =
        caption.filter(found -> served > 0 || number - captionLine <= NEAR);
    if (near.isPresent()) {
      open.dump().begin(near.get().header(), PrintedTask.Source.STACK, number, line.time());
      served++;
      caption = served < asked ? caption : Optional.empty();
    } else {
      beginNameless(line, number);
    }
  }

  private void beginNameless(Line line, long number) {
    open.dump()
        .begin(
            new Header(
                open.nobody(),
                Optional.empty(),
                Optional.empty(),
                false,
                PrintedTask.Source.NAMELESS),
            PrintedTask.Source.NAMELESS,
            number,
            line.time());
  }

  /** Another trace begins; kernels before 5.8 do not say where the last one ends. */
  boolean trace(Line line, long number) {
    if (open.dump().isOpen()
        && open.dump().hasCalls()
        && !open.dump().isFrom(PrintedTask.Source.PROCESSOR)
        && !open.dump().isFrom(PrintedTask.Source.PAST)) {
      open.endDump();
    }
    if (!open.wantCalls()) {
      beginNameless(line, number);
      open.dump().titled();
    }
    return true;
  }

  /** {@code grep . /proc/.../stack} has the frame in the same line. */
  void caption(Caption found, Line line, long number) {
    final boolean same = open.dump().isFrom(PrintedTask.Source.STACK)
        && caption.filter(known -> known.task().pid() == found.task().pid()).isPresent();
    caption = Optional.of(found);
    captionLine = number;
    served = 0;
    asked = found.times(line.text());
    if (found.task().isNamed() && !found.task().comm().isEmpty()) {
      open.handOn(new Named(found.task()));
    }
    final Optional<Call> call = Frames.call(found.rest());
    if (call.isPresent()) {
      if (!same) {
        open.endStack();
        open.dump().begin(found.header(), PrintedTask.Source.STACK, number, line.time());
      }
      open.dump().add(call.get(), number);
    } else if (open.dump().isFrom(PrintedTask.Source.STACK)) {
      open.endDump();
    }
  }
}
