package org.killpath.app.diagnose.log.report;

import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.Boot;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.LikelyOwner;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.Release;
import org.killpath.app.diagnose.log.ShownTasks;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.log.dressing.Undressed;
import org.killpath.app.diagnose.log.form.Caption;
import org.killpath.app.diagnose.log.form.Frames;
import org.killpath.app.diagnose.log.form.Header;
import org.killpath.app.diagnose.log.form.Incidents;
import org.killpath.app.diagnose.log.form.Locks;
import org.killpath.app.diagnose.log.form.Watchdog;
import org.killpath.app.diagnose.log.line.Marks;

/** The lines of one caller, put together to reports. */
final class CallerLines {
  /** So many lines behind a report's beginning, all lines are looked at. */
  private static final int ATTENTION = 60;

  /** A caption may have so many lines between it and its stack. */
  private static final long NEAR = 4;

  private final Consumer<LogEntry> receiver;
  private final LockListLines locks = new LockListLines();
  private final SplatLines splat = new SplatLines();
  private final IncidentLines incident = new IncidentLines();
  private final DumpLines dump = new DumpLines();
  private Optional<Caption> caption = Optional.empty();
  private long captionLine;
  private long attentionUntil;
  private boolean freezing;
  private int unnamed;

  CallerLines(Consumer<LogEntry> receiver) {
    this.receiver = receiver;
  }

  /** Takes a message; false if it is of no form that is known. */
  boolean line(Undressed line, int marks, long number) {
    final String text = line.text();
    if (text.isEmpty()) {
      return false;
    }
    expire(number);
    if (splat.isOpen() && splat.line(text)) {
      return true;
    }
    if (has(marks, Marks.NUMBER | Marks.NUMBER_AT_END | Marks.LOCK) && lockLine(line, number)) {
      return true;
    }
    if (text.charAt(0) == '#' && debuggerFrame(line, number)) {
      return true;
    }
    if (has(marks, Marks.OFFSET | Marks.FRAME) && frame(line, marks, number)) {
      return true;
    }
    return report(line, marks, number) || rest(line, marks, number);
  }

  private void expire(long number) {
    if (locks.isFarBefore(number)) {
      locks.end(receiver, false);
    }
    if (splat.isFarBefore(number)) {
      splat.end(receiver);
    }
    if (incident.isFarBefore(number)) {
      incident.end(receiver);
    }
  }

  boolean wantsAll(long number) {
    return number < attentionUntil
        || splat.isOpen()
        || (dump.isOpen() && dump.since(number) <= NEAR);
  }

  boolean wantsCalls() {
    return dump.isOpen() || splat.isOpen() || incident.isOpen();
  }

  private static boolean has(int marks, int wanted) {
    return (marks & wanted) != 0;
  }

  private boolean lockLine(Undressed line, long number) {
    if (locks.isOpen()) {
      final Optional<Locks.Place> place = Locks.place(line.text());
      if (place.isPresent()) {
        locks.add(place.get(), number);
        return true;
      }
    }
    final Optional<LocksOf> owner = Locks.locksOf(line.text());
    owner.ifPresent(locksOf -> {
      endDump();
      locks.begin(locksOf, number, line.time(), !incident.isOpen());
    });
    return owner.isPresent();
  }

  private boolean debuggerFrame(Undressed line, long number) {
    final Optional<Call> call = Frames.debugger(line.text());
    call.ifPresent(found -> {
      final boolean first = line.text().startsWith("#0") || line.text().startsWith("# 0");
      if (!dump.isOpen() || (first && dump.hasCalls())) {
        beginStack(line, number);
      }
      dump.add(found, number);
    });
    return call.isPresent();
  }

  private boolean frame(Undressed line, int marks, long number) {
    final String text = line.text();
    final Optional<String> place = Incidents.place(text);
    if (place.isPresent()) {
      incident.place(place.get());
      if (dump.isOpen() && !dump.hasCalls()) {
        dump.add(new Call(place.get(), true, ""), number);
      }
      return true;
    }
    final Optional<Call> call = Frames.call(text);
    if (call.isEmpty()) {
      return false;
    }
    if (has(marks, Marks.FRAME) && text.startsWith("[<0>]") && startsAnother(number)) {
      beginStack(line, number);
    }
    if (dump.isOpen()) {
      dump.add(call.get(), number);
    }
    if (splat.isOpen()) {
      splat.call(call.get());
    } else if (incident.isOpen()) {
      incident.call(call.get());
    }
    return dump.isOpen() || splat.isOpen() || incident.isOpen();
  }

  /** Is a frame of {@code /proc/PID/stack} the first of its own? */
  private boolean startsAnother(long number) {
    if (!dump.isOpen()) {
      return true;
    }
    final boolean headless =
        dump.isFrom(PrintedTask.Source.STACK) || dump.isFrom(PrintedTask.Source.NAMELESS);
    return dump.hasCalls() && (!headless || dump.since(number) > NEAR || dump.isWhole());
  }

  /** A stack without a header: a caption says whose it is, or nobody does. */
  private void beginStack(Undressed line, long number) {
    end(false);
    final Optional<Caption> near = caption.filter(found -> number - captionLine <= NEAR);
    if (near.isPresent()) {
      dump.begin(near.get().header(), PrintedTask.Source.STACK, number, line.time());
      caption = Optional.empty();
    } else {
      beginNameless(line, number);
    }
  }

  private void beginNameless(Undressed line, long number) {
    unnamed++;
    dump.begin(
        new Header(
            TaskId.unnamed(unnamed),
            Optional.empty(),
            Optional.empty(),
            false,
            PrintedTask.Source.NAMELESS),
        PrintedTask.Source.NAMELESS,
        number,
        line.time());
  }

  /** The first line of a report, and lines that are reports by themselves. */
  private boolean report(Undressed line, int marks, long number) {
    final String text = line.text();
    if (has(marks, Marks.INFO) && info(line, number)) {
      return true;
    }
    if (has(marks, Marks.TASK) && header(Header.task(text), line, number)) {
      return true;
    }
    if ((has(marks, Marks.FLAGS) || number < attentionUntil)
        && header(Header.old(text), line, number)) {
      return true;
    }
    if (has(marks, Marks.CPU)
        && (processor(line, number) || header(Header.crash(text), line, number))) {
      return true;
    }
    if (has(marks, Marks.BUG | Marks.WARNING | Marks.INFO | Marks.NUMBER | Marks.CUT)
        && crash(line, marks, number)) {
      return true;
    }
    return has(marks, Marks.NOTE | Marks.EVENT | Marks.INFO) && event(line, number);
  }

  private boolean info(Undressed line, long number) {
    final Optional<HungReport> hung = Watchdog.hung(line.text(), number, line.time());
    if (hung.isPresent()) {
      end(true);
      attentionUntil = number + ATTENTION / 4;
      receiver.accept(hung.get());
      return true;
    }
    final Optional<LikelyOwner> owner = Watchdog.likelyOwner(line.text(), number);
    owner.ifPresent(found -> {
      end(true);
      receiver.accept(found);
    });
    return owner.isPresent();
  }

  private boolean header(Optional<Header> found, Undressed line, long number) {
    found.ifPresent(header -> {
      end(true);
      final boolean frozen = freezing && header.source() == PrintedTask.Source.TASK;
      dump.begin(
          header, frozen ? PrintedTask.Source.FREEZER : header.source(), number, line.time());
    });
    return found.isPresent();
  }

  private boolean processor(Undressed line, long number) {
    final Optional<Header> found = Header.processor(line.text());
    found.ifPresent(header -> {
      endDump();
      locks.end(receiver, false);
      if (!splat.isOpen()) {
        dump.begin(
            header,
            incident.isOfATask() ? PrintedTask.Source.PAST : PrintedTask.Source.PROCESSOR,
            number,
            line.time());
      }
      if (incident.isOfATask()) {
        incident.task(header.task());
      }
    });
    Watchdog.release(line.text()).ifPresent(release -> receiver.accept(new Release(release)));
    return found.isPresent();
  }

  private boolean crash(Undressed line, int marks, long number) {
    final Optional<String> title = Incidents.splat(line.text());
    if (title.isPresent()) {
      end(true);
      splat.open(title.get(), number, line.time());
      return true;
    }
    if (!has(marks, Marks.BUG | Marks.WARNING | Marks.INFO)) {
      return false;
    }
    final Optional<Incidents.Head> head = Incidents.head(line.text());
    head.ifPresent(found -> {
      if (incident.continues(found, number)) {
        incident.becomes(found);
      } else {
        end(true);
        incident.open(found, number, line.time());
        attentionUntil = number + ATTENTION;
      }
    });
    return head.isPresent();
  }

  private boolean event(Undressed line, long number) {
    final String text = line.text();
    final Optional<Incidents.Head> found = Incidents.event(text);
    if (found.isPresent()) {
      end(true);
      freezing = found.get().kind() == Incident.Kind.FREEZER;
      incident.open(found.get(), number, line.time());
      incident.end(receiver);
      return true;
    }
    if (text.startsWith("sysrq: ") || text.startsWith("SysRq : ")) {
      end(true);
      receiver.accept(new ShownTasks(text.substring(text.indexOf(": ") + 2), number, line.time()));
      return true;
    }
    return false;
  }

  /** What belongs to a report without beginning one, and what ends it. */
  private boolean rest(Undressed line, int marks, long number) {
    final String text = line.text();
    if (has(marks, Marks.SYSTEM) && text.startsWith("Showing all locks held in the system:")) {
      end(true);
      locks.open(number, line.time(), true);
      return true;
    }
    if (has(marks, Marks.TRACE) && (text.startsWith("Call ") || text.startsWith("Backtrace:"))) {
      return trace(line, number);
    }
    if (has(marks, Marks.TAG) && text.contains("</TASK>")) {
      endDump();
      return true;
    }
    if (has(marks, Marks.RULE)) {
      locks.end(receiver, true);
      return true;
    }
    if (has(marks, Marks.BOOT) && Watchdog.boot(text).isPresent()) {
      end(true);
      receiver.accept(new Boot(Watchdog.boot(text).get(), number));
      return true;
    }
    if (has(marks, Marks.CUT)) {
      endDump();
      if (text.contains("end trace")) {
        incident.end(receiver);
      }
    }
    return loose(line, marks, number);
  }

  /** Another trace begins; kernels before 5.8 do not say where the last one ends. */
  private boolean trace(Undressed line, long number) {
    if (dump.isOpen()
        && dump.hasCalls()
        && !dump.isFrom(PrintedTask.Source.PROCESSOR)
        && !dump.isFrom(PrintedTask.Source.PAST)) {
      endDump();
    }
    if (!wantsCalls()) {
      beginNameless(line, number);
    }
    return true;
  }

  private boolean loose(Undressed line, int marks, long number) {
    final String text = line.text();
    incident.line(text);
    if (text.startsWith("[")) {
      Frames.module(text).ifPresent(dump::module);
    }
    if (has(marks, Marks.CAPTION) && CaptureLines.take(text, number, this::captured)) {
      return true;
    }
    if (text.startsWith("waits for")) {
      return capture.held(text, number, receiver);
    }
    final Optional<String> release =
        has(marks, Marks.NUMBER) ? Watchdog.release(text) : Optional.empty();
    release.ifPresent(found -> receiver.accept(new Release(found)));
    final boolean bare =
        text.length() < 48 && (has(marks, Marks.VHOST) || Character.isDigit(text.charAt(0)));
    final Optional<Caption> named =
        has(marks, Marks.CAPTION) || bare ? Caption.of(text) : Optional.empty();
    named.ifPresent(found -> caption(found, line, number));
    if (text.startsWith("OOM killer enabled") || text.startsWith("Restarting tasks")) {
      freezing = false;
    }
    return release.isPresent();
  }

  private final CaptureLines capture = new CaptureLines();

  private void captured(PrintedTask task) {
    end(true);
    capture.about(task.task());
    receiver.accept(task);
  }

  /** {@code grep . /proc/.../stack} has the frame in the same line. */
  private void caption(Caption found, Undressed line, long number) {
    final boolean same = dump.isFrom(PrintedTask.Source.STACK)
        && caption.filter(known -> known.task().pid() == found.task().pid()).isPresent();
    caption = Optional.of(found);
    captionLine = number;
    final Optional<Call> call = Frames.call(found.rest());
    if (call.isPresent()) {
      if (!same) {
        end(false);
        dump.begin(found.header(), PrintedTask.Source.STACK, number, line.time());
      }
      dump.add(call.get(), number);
    } else if (dump.isFrom(PrintedTask.Source.STACK)) {
      endDump();
    }
  }

  private void endDump() {
    dump.end(receiver);
  }

  /** Whatever is open ends here; {@code all} if another report begins, not only another stack. */
  private void end(boolean all) {
    endDump();
    locks.end(receiver, false);
    if (all) {
      splat.end(receiver);
      incident.end(receiver);
    }
  }

  /** The log ends here. */
  void end() {
    end(true);
  }
}
