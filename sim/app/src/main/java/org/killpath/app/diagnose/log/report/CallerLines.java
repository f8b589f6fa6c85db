package org.killpath.app.diagnose.log.report;

import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.Boot;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.Release;
import org.killpath.app.diagnose.log.form.Caption;
import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Frames;
import org.killpath.app.diagnose.log.form.Locks;
import org.killpath.app.diagnose.log.line.Marks;

/** The lines of one caller, put together to reports. */
final class CallerLines {
  private final OpenReports open;
  private final FirstLines first;
  private final StackLines stacks;
  private final CaptureLines capture = new CaptureLines();
  private final TableLines table = new TableLines();
  private final DebuggerLines debugger = new DebuggerLines();
  private final TracerLines tracer;

  CallerLines(Consumer<LogEntry> receiver) {
    open = new OpenReports(receiver);
    first = new FirstLines(open);
    stacks = new StackLines(open);
    tracer = new TracerLines(open);
  }

  /** Takes a message; false if it is of no form that is known. */
  boolean line(Line line, int marks, long number) {
    final String text = line.text();
    if (text.isEmpty()) {
      return false;
    }
    open.expire(number);
    if ((tracer.isOpen() || Marks.have(marks, Marks.CAPTION | Marks.VHOST))
        && tracer.line(line, number)) {
      open.endDump();
      return true;
    }
    if ((table.isOpen() || Marks.have(marks, Marks.CAPTION))
        && table.line(text, Marks.have(marks, Marks.CAPTION), number, open::handOn)) {
      open.endDump();
      return true;
    }
    if (open.splat().isOpen() && open.splat().line(line)) {
      return true;
    }
    if (Marks.have(marks, Marks.NUMBER | Marks.NUMBER_AT_END | Marks.LOCK)
        && lockLine(line, number)) {
      return true;
    }
    if (text.charAt(0) == '#' && stacks.debugger(line, number)) {
      return true;
    }
    if (Marks.have(marks, Marks.OFFSET | Marks.FRAME) && stacks.frame(line, marks, number)) {
      return true;
    }
    return first.line(line, marks, number) || Frames.isInlined(text) || rest(line, marks, number);
  }

  boolean wantsAll(long number) {
    return first.isAttentive(number)
        || open.splat().isOpen()
        || stacks.isNear(number)
        || tracer.isOpen()
        || table.isOpen();
  }

  boolean wantsCalls() {
    return open.wantCalls();
  }

  private boolean lockLine(Line line, long number) {
    if (open.locks().isOpen()) {
      final Optional<Locks.Place> place = line.as(Form.LOCK_IN_LIST);
      if (place.isPresent()) {
        open.locks().add(place.get(), number);
        return true;
      }
    }
    final Optional<LocksOf> owner = line.as(Form.LOCKS_OF);
    owner.ifPresent(locksOf -> {
      open.endDump();
      open.locks().begin(locksOf, number, line.time(), !open.incident().isOpen());
    });
    return owner.isPresent();
  }

  /** What belongs to a report without beginning one, and what ends it. */
  private boolean rest(Line line, int marks, long number) {
    final String text = line.text();
    if (Marks.have(marks, Marks.SYSTEM)
        && text.startsWith("Showing all locks held in the system:")) {
      open.endAll();
      open.locks().open(number, line.time(), true);
      return true;
    }
    if (Marks.have(marks, Marks.TRACE)
        && (text.startsWith("Call ") || text.startsWith("Backtrace:"))) {
      return stacks.trace(line, number);
    }
    if (Marks.have(marks, Marks.TAG) && text.contains("</TASK>")) {
      open.closeTrace();
      return true;
    }
    if (Marks.have(marks, Marks.RULE)) {
      open.endLocks(true);
      return true;
    }
    if (Marks.have(marks, Marks.BOOT) && line.as(Form.BOOT).isPresent()) {
      open.endAll();
      open.handOn(new Boot(line.as(Form.BOOT).get(), number));
      return true;
    }
    if (Marks.have(marks, Marks.CUT)) {
      open.endDump();
      if (text.contains("end trace")) {
        open.endIncident();
      }
    }
    return loose(line, marks, number);
  }

  private boolean loose(Line line, int marks, long number) {
    final String text = line.text();
    if (open.incident().line(text) || text.startsWith("lr : ")) {
      return true;
    }
    stacks.foreign(text);
    if (text.startsWith("[")) {
      line.as(Form.MODULE).ifPresent(open.dump()::module);
    }
    if (Marks.have(marks, Marks.CAPTION)
        && (CaptureLines.take(line, number, this::captured)
            || CaptureLines.looked(text, number, open::handOn))) {
      return true;
    }
    if (Marks.have(marks, Marks.CAPTION | Marks.VHOST) && debugger(line, number)) {
      return true;
    }
    if (text.startsWith("waits for")) {
      return capture.held(text, number, open::handOn);
    }
    final Optional<String> release = Marks.have(marks, Marks.NUMBER | Marks.CAPTION)
        ? line.as(Form.RELEASE).or(() -> line.as(Form.NAMED))
        : Optional.empty();
    release.ifPresent(found -> open.handOn(new Release(found)));
    final boolean bare =
        text.length() < 48 && (Marks.have(marks, Marks.VHOST) || Character.isDigit(text.charAt(0)));
    final Optional<Caption> named =
        Marks.have(marks, Marks.CAPTION) || bare ? line.as(Form.CAPTION) : Optional.empty();
    named.ifPresent(found -> stacks.caption(found, line, number));
    if (text.startsWith("OOM killer enabled") || text.startsWith("Restarting tasks")) {
      first.thawed();
    }
    return release.isPresent()
        || named.filter(found -> found.file() || Marks.have(marks, Marks.VHOST)).isPresent();
  }

  private boolean debugger(Line line, long number) {
    final Optional<Caption> turned = debugger.turned(line.text());
    turned.ifPresent(found -> stacks.caption(found, line, number));
    return turned.isPresent() || DebuggerLines.listed(line.text(), number, open::handOn);
  }

  private void captured(PrintedTask task) {
    open.endAll();
    capture.about(task.task());
    open.handOn(task);
  }

  /** What is in the middle of being printed. */
  Optional<String> unfinished(long number) {
    return open.unfinished()
        .or(() -> stacks.isAwaited(number) ? Optional.of("the stack of a task") : Optional.empty());
  }

  /** The log ends here. */
  void end() {
    tracer.end();
    open.endAll();
  }
}
