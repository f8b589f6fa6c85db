package org.killpath.app.diagnose.log.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.log.form.TraceEnds;
import org.killpath.app.diagnose.log.form.Tracer;
import org.killpath.app.diagnose.log.line.Limits;

/** The stack that a tracing tool is printing: of one moment, like those of {@code /proc}. */
final class TracedStack {
  private final OpenReports open;
  private final List<Call> calls = new ArrayList<>();
  private Optional<TaskId> task = Optional.empty();
  private Optional<Character> state = Optional.empty();
  private Optional<Tracer.Head> switched = Optional.empty();
  private boolean begun;
  private long line;

  TracedStack(OpenReports open) {
    this.open = open;
  }

  boolean isOpen() {
    return begun;
  }

  /** Is its task known, so far? */
  boolean isNamed() {
    return task.isPresent();
  }

  int size() {
    return calls.size();
  }

  /** Is the frame there where the kernel was entered, or a thread began? */
  boolean isWhole() {
    return !calls.isEmpty() && TraceEnds.isOutermost(calls.get(calls.size() - 1).function());
  }

  /** One begins in a line, and what was printed before ends. */
  void begin(Tracer.Head head, long number) {
    end();
    begun = true;
    line = number;
    task = head.task();
    state = head.state();
  }

  void add(Call call) {
    if (calls.size() < Limits.CALLS) {
      calls.add(call);
    }
  }

  /** Whose it is, which is printed behind it. */
  void isOf(TaskId owner) {
    task = Optional.of(owner);
  }

  /** In which state a task was switched away from, if the stack that follows is its. */
  void switched(Optional<Tracer.Head> away) {
    switched = away;
  }

  /** Nothing of it counts. */
  void drop() {
    begun = false;
    calls.clear();
  }

  void end() {
    if (begun && !calls.isEmpty()) {
      handOn();
    }
    drop();
  }

  private void handOn() {
    final TaskId owner = task.orElseGet(open::nobody);
    final Optional<Character> letter = state.or(() -> switched
        .filter(one -> one.task().filter(who -> who.pid() == owner.pid()).isPresent())
        .flatMap(Tracer.Head::state));
    open.handOn(new PrintedTask(
        owner,
        Optional.empty(),
        letter.filter(one -> one != 'R'),
        letter.filter(one -> one == 'R').isPresent()
            || !TraceEnds.maySleep(calls.get(0).function()),
        calls,
        isNamed() ? PrintedTask.Source.STACK : PrintedTask.Source.NAMELESS,
        line,
        Optional.empty(),
        TraceEnds.isAtTheEdge(calls.get(calls.size() - 1).function())));
  }
}
