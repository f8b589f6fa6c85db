package org.killpath.app.report.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.killpath.app.report.timeline.Timeline.Column;
import org.killpath.app.report.timeline.Timeline.RestColumn;
import org.killpath.app.report.timeline.Timeline.StepColumn;
import org.killpath.app.report.timeline.Timeline.Wait;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.Trace;

/**
 * Looks at all tasks before each step of a replay, and makes a {@link Timeline} of what it saw.
 *
 * <p>Life: the observer of one {@link org.killpath.engine.search.Schedule#replay}, then {@link #timeline}.
 */
public final class TimelineRecorder implements StepObserver {
  /** A rest, until it is known which tasks have lanes. */
  private record Rest(Part part, List<RawWait> waits) {}

  private record RawWait(Task from, Optional<Task> to, String on) {}

  private final Trace trace = new Trace();
  private final List<Map<Task, Sample>> samples = new ArrayList<>();
  private final Map<Integer, Rest> rests = new HashMap<>();
  private final Map<Integer, TaskGroup> signals = new HashMap<>();
  private final Set<TaskGroup> killed = new HashSet<>();
  private Optional<Kernel> kernel = Optional.empty();
  private Part part = Part.SET_UP;

  @Override
  public void step(Task task, Task previous, boolean previousBlocked) {
    kernel = Optional.of(task.kernel());
    trace.step(task, previous, previousBlocked);
    if (!part.equals(Part.SET_UP)) {
      final Map<Task, Sample> now = sampled(task.kernel());
      now.computeIfPresent(task, (unused, sample) -> sample.running());
      now.putIfAbsent(task, Sample.of(task).running());
      if (task.pendingOp() == Op.SIGNAL
          && task.pendingOn() instanceof TaskGroup group
          && !group.isExiting()) {
        signals.put(samples.size(), group);
      }
      samples.add(now);
    }
  }

  @Override
  public void part(Part next) {
    trace.part(next);
    if (!part.equals(Part.SET_UP)) {
      kernel.ifPresent(world -> {
        rests.put(samples.size(), new Rest(part, waits(world)));
        samples.add(sampled(world));
      });
    }
    part = next;
  }

  /** The steps in words, those of the set-up included. */
  public Trace trace() {
    return trace;
  }

  private static Map<Task, Sample> sampled(Kernel world) {
    final Map<Task, Sample> now = new LinkedHashMap<>();
    for (Task task : world.tasks()) {
      now.put(task, Sample.of(task));
    }
    return now;
  }

  private static List<RawWait> waits(Kernel world) {
    final List<RawWait> waits = new ArrayList<>();
    for (Task task : world.tasks()) {
      if (Activity.of(task).isWait()) {
        final String on = task.pendingOn().name();
        if (task.pendingOn().outside()) {
          waits.add(new RawWait(task, Optional.empty(), on));
        }
        task.pendingOn()
            .awaited(task, task.pendingOp())
            .forEach(other -> waits.add(new RawWait(task, Optional.of(other), on)));
      }
    }
    return waits;
  }

  /** What was seen. */
  public Timeline timeline() {
    signals.values().stream().filter(TaskGroup::isExiting).forEach(killed::add);
    final List<Task> tasks = tasksWithLanes();
    final List<Column> columns = columns(tasks);
    final List<Timeline.Lane> lanes = tasks.stream()
        .map(task -> new LaneBuilder(task, killed.contains(task.group()), samples).lane())
        .toList();
    return new Timeline(columns, lanes, trace.steps().size() - (samples.size() - rests.size()));
  }

  /** Those who do anything, or wait in the kernel for anything, after the set-up. */
  private List<Task> tasksWithLanes() {
    final Set<Task> seen = new HashSet<>();
    for (Map<Task, Sample> sample : samples) {
      sample.forEach((task, now) -> {
        if (now.activity() == Activity.RUNNING || now.on().isPresent()) {
          seen.add(task);
        }
      });
    }
    return kernel.map(Kernel::tasks).orElse(List.of()).stream()
        .filter(seen::contains)
        .toList();
  }

  private List<Column> columns(List<Task> tasks) {
    final List<Column> columns = new ArrayList<>();
    int step = trace.steps().size() - (samples.size() - rests.size());
    for (int i = 0; i < samples.size(); i++) {
      final Rest rest = rests.get(i);
      if (rest == null) {
        final Optional<String> group = Optional.ofNullable(signals.get(i))
            .filter(killed::contains)
            .map(target -> "group " + target.tgid());
        columns.add(new StepColumn(trace.steps().get(step++), group));
      } else {
        columns.add(new RestColumn(
            rest.part(),
            rest.waits().stream()
                .filter(wait -> tasks.contains(wait.from()))
                .map(wait -> new Wait(
                    tasks.indexOf(wait.from()),
                    wait.to().map(tasks::indexOf).filter(lane -> lane >= 0),
                    wait.on()))
                .toList()));
      }
    }
    return columns;
  }
}
