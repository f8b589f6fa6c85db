package org.killpath.app.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.report.verdict.Waits;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;

/**
 * A task on the way from the one that is stuck to the cause.
 *
 * @param state as a task list shows it
 * @param where the function it is in
 * @param waits what it waits for, in words
 * @param toNext how the next one relates to that; empty for the last
 * @param reported would the watchdog report it?
 */
public record ChainLink(
    String role,
    String task,
    String state,
    String where,
    String waits,
    Optional<String> toNext,
    boolean reported) {

  /** The cycle if there is one, else the chain. */
  static List<ChainLink> of(Evidence evidence, Outcome outcome) {
    final boolean cycle = !evidence.cycle().isEmpty();
    final List<TaskReport> tasks = cycle ? evidence.cycle() : evidence.chain();
    final List<ChainLink> links = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      final boolean last = i == tasks.size() - 1;
      links.add(of(tasks.get(i), last ? end(tasks, cycle, outcome) : Optional.empty(), last));
    }
    return links;
  }

  private static Optional<String> end(List<TaskReport> tasks, boolean cycle, Outcome outcome) {
    final TaskReport last = tasks.get(tasks.size() - 1);
    if (cycle) {
      return Optional.of(Waits.link(last) + "the first: " + tasks.get(0).task());
    }
    return last.operation().isPresent() && last.holders().isEmpty()
        ? Optional.of(
            last.waitsFor().flatMap(TaskReport.WaitedFor::backing).isPresent()
                ? Waits.upTo(outcome)
                : "up to nobody")
        : Optional.empty();
  }

  private static ChainLink of(TaskReport task, Optional<String> end, boolean last) {
    return new ChainLink(
        task.role(),
        task.task(),
        String.valueOf(task.state().shown()),
        task.function().map(at -> at.name() + "()").orElse("user mode"),
        Waits.what(task),
        last ? end : Optional.of(Waits.link(task).strip()),
        task.isReported());
  }
}
