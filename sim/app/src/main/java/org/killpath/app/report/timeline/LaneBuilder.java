package org.killpath.app.report.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.report.timeline.Timeline.Hold;
import org.killpath.app.report.timeline.Timeline.Lane;
import org.killpath.app.report.timeline.Timeline.Span;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.TakenLock;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.search.Trace;

/** Joins what was seen of one task, column by column, to spans and holds. */
final class LaneBuilder {
  private static final Sample ABSENT = new Sample(Activity.ABSENT, Optional.empty(), List.of());

  private final Task task;
  private final boolean killed;
  private final List<Map<Task, Sample>> samples;

  LaneBuilder(Task task, boolean killed, List<Map<Task, Sample>> samples) {
    this.task = task;
    this.killed = killed;
    this.samples = samples;
  }

  Lane lane() {
    return new Lane(
        new Trace.Actor(task.role(), task.comm(), task.pid()), killed, spans(), holds());
  }

  private Sample at(int column) {
    return column < samples.size() ? samples.get(column).getOrDefault(task, ABSENT) : ABSENT;
  }

  private List<Span> spans() {
    final List<Span> spans = new ArrayList<>();
    int from = 0;
    for (int column = 1; column <= samples.size(); column++) {
      if (column == samples.size() || !at(column).looksLike(at(from))) {
        if (at(from).activity() != Activity.ABSENT) {
          spans.add(new Span(from, column, at(from).activity(), at(from).on()));
        }
        from = column;
      }
    }
    return spans;
  }

  /** What is seen to be held in a column was taken in one before. */
  private List<Hold> holds() {
    final List<Hold> holds = new ArrayList<>();
    final Map<Resource, Hold> open = new LinkedHashMap<>();
    for (int column = 0; column <= samples.size(); column++) {
      final List<TakenLock> held = at(column).held();
      final int now = column;
      open.entrySet().removeIf(entry -> {
        final boolean over = held.stream().noneMatch(lock -> lock.lock() == entry.getKey());
        if (over) {
          final Hold hold = entry.getValue();
          holds.add(new Hold(hold.lock(), hold.from(), now, hold.at()));
        }
        return over;
      });
      for (TakenLock lock : held) {
        open.computeIfAbsent(
            lock.lock(),
            taken ->
                new Hold(taken.name(), Math.max(0, now - 1), now, lock.at().map(CFunction::name)));
      }
    }
    return holds;
  }
}
