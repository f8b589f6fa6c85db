package org.killpath.app.diagnose.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines of one caller, put together to reports. */
final class CallerLines {
  private final Consumer<LogEntry> receiver;
  private final LockListLines locks = new LockListLines();
  private final SplatLines splat = new SplatLines();
  private Optional<Forms.Header> header = Optional.empty();
  private PrintedTask.Source source = PrintedTask.Source.TASK;
  private final List<Call> calls = new ArrayList<>();
  private long headerLine;
  private boolean inWarning;

  CallerLines(Consumer<LogEntry> receiver) {
    this.receiver = receiver;
  }

  void line(Prefix line, int marks, long number) {
    final String text = line.text();
    if (locks.isFarBefore(number)) {
      locks.end(receiver, false);
    }
    if (has(marks, Marks.NUMBER) && locks.isOpen() && addLock(text, number)) {
      return;
    }
    if (has(marks, Marks.NUMBER | Marks.NUMBER_AT_END) && addOwner(line, number)) {
      return;
    }
    if (has(marks, Marks.OFFSET) && header.isPresent() && addCall(text)) {
      return;
    }
    if (has(marks, Marks.LOCK | Marks.WARNING | Marks.NUMBER | Marks.OFFSET)) {
      splat.line(text, number).ifPresent(receiver);
    }
    if (has(marks, Marks.INFO) && info(line, number)) {
      return;
    }
    if (has(marks, Marks.TASK) && task(text, number)) {
      return;
    }
    if (has(marks, Marks.CPU) && processor(text, number)) {
      return;
    }
    if (has(marks, Marks.WARNING)) {
      warning(text, number);
    }
    if (has(marks, Marks.TRACE) && !calls.isEmpty()) {
      endDump(); // another trace begins, and kernels before 5.8 do not say where the last one ends
    }
    if (has(marks, Marks.SYSTEM) && text.startsWith("Showing all locks held in the system:")) {
      end();
      locks.open(number, line.time());
    } else if (has(marks, Marks.RULE)) {
      locks.end(receiver, true);
    } else if (has(marks, Marks.TAG) && text.contains("</TASK>")) {
      endDump();
    } else if (has(marks, Marks.CUT)) {
      inWarning = text.contains("[ cut here ]");
      endDump();
    } else if (has(marks, Marks.BOOT)) {
      Forms.boot(text).ifPresent(release -> {
        end();
        receiver.accept(new Boot(release, number));
      });
    }
    if (has(marks, Marks.NUMBER)) {
      Forms.release(text).ifPresent(release -> receiver.accept(new Release(release)));
    }
  }

  boolean wantsCalls() {
    return header.isPresent() || splat.isOpen();
  }

  private static boolean has(int marks, int wanted) {
    return (marks & wanted) != 0;
  }

  private boolean addLock(String text, long number) {
    final Optional<Forms.Place> place = Forms.lock(text);
    place.ifPresent(found -> locks.add(found, number));
    return place.isPresent();
  }

  private boolean addOwner(Prefix line, long number) {
    final Optional<LocksOf> owner = Forms.locksOf(line.text());
    owner.ifPresent(locksOf -> {
      endDump();
      locks.begin(locksOf, number, line.time());
    });
    return owner.isPresent();
  }

  private boolean addCall(String text) {
    final Optional<Call> call = Forms.call(text);
    call.filter(known -> calls.size() < Limits.CALLS).ifPresent(calls::add);
    return call.isPresent();
  }

  private boolean info(Prefix line, long number) {
    final Optional<HungReport> hung = Forms.hung(line, number);
    if (hung.isPresent()) {
      end();
      receiver.accept(hung.get());
      return true;
    }
    final Optional<LikelyOwner> owner = Forms.likelyOwner(line.text(), number);
    owner.ifPresent(found -> {
      end();
      receiver.accept(found);
    });
    return owner.isPresent();
  }

  private boolean task(String text, long number) {
    final Optional<Forms.Header> found = Forms.header(text);
    if (found.isPresent()) {
      end();
      begin(found.get(), PrintedTask.Source.TASK, number);
    }
    return found.isPresent();
  }

  private boolean processor(String text, long number) {
    final Optional<TaskId> found = Forms.processor(text);
    found.ifPresent(task -> {
      end();
      begin(
          new Forms.Header(task, Optional.empty(), 'R', true),
          inWarning ? PrintedTask.Source.WARNING : PrintedTask.Source.PROCESSOR,
          number);
      Forms.release(text).ifPresent(release -> receiver.accept(new Release(release)));
    });
    return found.isPresent();
  }

  private void warning(String text, long number) {
    Forms.warning(text).ifPresent(function -> {
      end();
      inWarning = true;
      receiver.accept(new KernelWarning(function, number));
    });
  }

  private void begin(Forms.Header of, PrintedTask.Source why, long number) {
    header = Optional.of(of);
    source = why;
    headerLine = number;
    calls.clear();
  }

  private void endDump() {
    header.ifPresent(of -> receiver.accept(new PrintedTask(
        of.task(),
        of.tgid(),
        source == PrintedTask.Source.TASK ? Optional.of(of.state()) : Optional.empty(),
        of.running(),
        calls,
        source,
        headerLine)));
    header = Optional.empty();
    calls.clear();
  }

  /** Whatever is open ends here. */
  void end() {
    endDump();
    locks.end(receiver, false);
  }
}
