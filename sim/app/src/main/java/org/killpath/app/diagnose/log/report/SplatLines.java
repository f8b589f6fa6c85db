package org.killpath.app.diagnose.log.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.Splat;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Locks;
import org.killpath.app.diagnose.log.form.TraceEnds;
import org.killpath.app.diagnose.log.line.Limits;

/** A report of lockdep that is being read: who wants which lock, and what it holds. */
final class SplatLines {
  private static final long FARTHEST = 200;

  private Optional<String> title = Optional.empty();
  private long line;
  private Optional<String> time = Optional.empty();
  private Optional<TaskId> task = Optional.empty();
  private Optional<PrintedLock> wanted = Optional.empty();
  private final List<PrintedLock> held = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private boolean inList;
  private boolean inStack;
  private boolean closed;

  boolean isOpen() {
    return title.isPresent();
  }

  void open(String named, long number, Optional<String> at) {
    title = Optional.of(named);
    line = number;
    time = at;
    task = Optional.empty();
    wanted = Optional.empty();
    held.clear();
    calls.clear();
    inList = false;
    inStack = false;
    closed = false;
  }

  boolean isFarBefore(long number) {
    return isOpen() && number - line > FARTHEST;
  }

  /** Takes a line inside the report; false if it is none of its own. */
  boolean line(Line line) {
    final Optional<TaskId> who = line.as(Form.WANTS_LOCK);
    if (who.isPresent()) {
      task = who;
      return true;
    }
    final Optional<LocksOf> list = line.as(Form.LOCKS_OF);
    if (list.isPresent()) {
      inList = true;
      task = task.or(() -> Optional.of(list.get().task()));
      return true;
    }
    if (line.text().startsWith("stack backtrace:")) {
      inStack = true;
      return true;
    }
    final Optional<Locks.Place> place = line.as(Form.LOCK_IN_LIST);
    if (place.isPresent()) {
      if (inList) {
        add(place.get().lock());
      }
      return true;
    }
    return task.isPresent() && line.as(Form.LOCK).map(this::lock).orElse(false);
  }

  private boolean lock(PrintedLock lock) {
    if (wanted.isEmpty()) {
      wanted = Optional.of(lock);
    } else if (held.isEmpty() && !inList) {
      add(lock);
    }
    return true;
  }

  private void add(PrintedLock lock) {
    if (held.size() < Limits.LOCKS_PER_TASK && !held.contains(lock)) {
      held.add(lock);
    }
  }

  /** A frame; those before the last trace tell how the locks were taken earlier. */
  void call(Call call) {
    if (inStack && calls.size() < Limits.CALLS) {
      calls.add(call);
    }
  }

  /** Its trace says that it ends here. */
  void close() {
    closed = isOpen() && !calls.isEmpty();
  }

  /** Does its trace reach to where the kernel was entered, or to its end by its own word? */
  boolean isWhole() {
    return closed
        || (!calls.isEmpty()
            && TraceEnds.isAtTheEdge(calls.get(calls.size() - 1).function()));
  }

  void end(Consumer<LogEntry> receiver) {
    title.ifPresent(
        named -> receiver.accept(new Splat(named, task, wanted, held, calls, line, time)));
    title = Optional.empty();
  }
}
