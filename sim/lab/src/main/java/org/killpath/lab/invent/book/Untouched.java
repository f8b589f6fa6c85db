package org.killpath.lab.invent.book;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.WaitKind;

/**
 * Which hangs no edit of the space can avoid. A task that has to end waits; whom it waits for may wait,
 * too. If none of these waits is of a kind that an edit changes in a function in which the task is,
 * then no set of edits ends the hang.
 *
 * <p>The converse does not hold: a wait that some edit touches may be there under every set.
 */
public final class Untouched {
  private final List<Edit> edits;

  /** Mistakes of the past count for nothing. */
  public Untouched(DesignSpace space) {
    this.edits =
        space.edits().stream().filter(edit -> edit.kind() == Edit.Kind.PROPOSAL).toList();
  }

  /** The wait in {@code verdict} that no edit touches, in words; nothing if there is none. */
  public Optional<String> wait(Verdict verdict) {
    return verdict.evidence().stuck().stream()
        .filter(task -> task.operation().flatMap(WaitKind::of).isPresent())
        .filter(task -> !isTouched(task, verdict.evidence().tasks()))
        .findFirst()
        .map(TaskReport::line);
  }

  /** Does some edit touch its wait, or that of a task that it waits for, and so on? */
  private boolean isTouched(TaskReport first, List<TaskReport> all) {
    final Set<String> seen = new HashSet<>();
    final Deque<TaskReport> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      final TaskReport task = open.poll();
      if (seen.add(task.task())) {
        final Optional<WaitKind> kind = task.operation().flatMap(WaitKind::of);
        if (kind.isPresent() && isTouched(kind.get(), task)) {
          return true;
        }
        all.stream().filter(other -> task.holders().contains(other.task())).forEach(open::add);
      }
    }
    return false;
  }

  private boolean isTouched(WaitKind kind, TaskReport task) {
    final Set<String> in =
        task.callTrace().stream().map(CFunction::name).collect(Collectors.toSet());
    return edits.stream().anyMatch(edit -> edit.touches(kind, in));
  }
}
