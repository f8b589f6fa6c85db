package org.killpath.engine.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.killpath.engine.judge.Scale.Stuck;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Part;

/**
 * The states at rest in which worlds of one subject were seen. Evidence is taken down once of each
 * distinct one, so that millions of equal executions cost little.
 */
final class Sights {
  /**
   * A state at rest: what is to be seen of it, and which of its waits nothing can end. Equal ones are
   * one object, so that it has the equality of objects.
   */
  static final class Sight {
    private final Rest seen;
    private final Evidence evidence;
    private final List<Finding> endless;
    private Optional<Verdict> unremarkable = Optional.empty();

    private Sight(Rest seen, Evidence evidence, List<Finding> endless) {
      this.seen = seen;
      this.evidence = evidence;
      this.endless = endless;
    }

    private boolean isOf(Rest now) {
      return seen.equals(now);
    }

    Evidence evidence() {
      return evidence;
    }

    List<Finding> endless() {
      return endless;
    }

    /** The one verdict of executions that show this and nothing else, which most do. */
    Verdict ifNothingFound(Supplier<Verdict> made) {
      if (unremarkable.isEmpty()) {
        unremarkable = Optional.of(made.get());
      }
      return unremarkable.get();
    }
  }

  private final Scale scale;
  private final Map<Rest, Sight> known = new HashMap<>();
  private final Rest scratch = new Rest();
  private final Sight none = new Sight(new Rest(), Evidence.NONE, List.of());
  private Sight last = none;
  private Kernel kernel;
  private Predicate<Task> obliged;
  private Predicate<Task> central;

  Sights(Scale scale) {
    this.scale = scale;
  }

  /** Another world is looked at from now on; as {@link Judge#begin}. */
  void begin(Kernel next, Predicate<Task> whoIsObliged, Predicate<Task> whoIsCentral) {
    kernel = next;
    obliged = whoIsObliged;
    central = whoIsCentral;
  }

  /** Forgets the world, but not what it showed. */
  void forget() {
    kernel = null;
    obliged = null;
    central = null;
  }

  /** That of a world at which nobody has looked. */
  Sight none() {
    return none;
  }

  /**
   * What the world shows now that {@code part} is over.
   *
   * @param whoIsObliged as the evidence shows it
   */
  Sight at(Part part, Predicate<Task> whoIsObliged) {
    scratch.take(kernel, part);
    if (last.isOf(scratch)) {
      return last;
    }
    Sight sight = known.get(scratch);
    if (sight == null) {
      final Evidence evidence = Evidence.of(kernel, whoIsObliged, central);
      final Rest key = scratch.copy();
      sight = new Sight(key, evidence, endlessWaits(part, evidence));
      known.put(key, sight);
    }
    last = sight;
    return sight;
  }

  /** Waits that nothing can end: a cycle, or a completion that nobody will complete. */
  private List<Finding> endlessWaits(Part part, Evidence evidence) {
    final List<Finding> waits = new ArrayList<>();
    if (!evidence.cycle().isEmpty()) {
      waits.add(new Finding(
          scale.of(Stuck.CYCLE),
          part,
          String.join("; ", evidence.cycle().stream().map(TaskReport::line).toList())));
    }
    for (Task task : kernel.tasks()) {
      if (task.isBlocked()
          && task.pendingOp().isEndedOnce()
          && task.pendingOn().awaited(task, task.pendingOp()).isEmpty()) {
        waits.add(new Finding(
            scale.of(Stuck.LOST_WAKE_UP),
            part,
            TaskReport.of(task, obliged.test(task)).line()));
      }
    }
    return List.copyOf(waits);
  }
}
