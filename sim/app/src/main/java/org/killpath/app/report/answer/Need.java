package org.killpath.app.report.answer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;

/**
 * What a hang needs, told so that hangs of one mechanism are told alike: who is stuck where on what
 * kind of thing, and where the chain of waits ends.
 *
 * @param stuck {@code worker in vhost_worker_killed() on vq.mutex}
 * @param because {@code an outsider holds it, asleep on a user page (S)}
 */
record Need(String stuck, String because) {
  private static final String USER_PAGE = "user page";

  /** Nothing if a user's own task sleeps on its own page and nobody waits for it. */
  static Optional<Need> of(Verdict verdict) {
    final VerdictReport report = new VerdictReport(verdict);
    final Evidence evidence = report.evidence();
    final List<TaskReport> involved = evidence.stuck().stream()
        .filter(task -> isWorker(task) || !kind(task).equals(USER_PAGE))
        .toList();
    if (involved.isEmpty()) {
      return Optional.empty();
    }
    if (!evidence.cycle().isEmpty()) {
      return Optional.of(new Need(
          evidence.cycle().stream().map(Need::place).sorted().collect(Collectors.joining(" and ")),
          evidence.cycle().size() == 1 ? "it waits for itself" : "they wait for each other"));
    }
    final List<TaskReport> chain = evidence.chain();
    final TaskReport first = chain.isEmpty() ? involved.get(0) : chain.get(0);
    final TaskReport last = chain.isEmpty() ? first : chain.get(chain.size() - 1);
    return Optional.of(
        new Need(place(first), chain.size() < 2 ? alone(first) : end(evidence, last)));
  }

  private static boolean isWorker(TaskReport task) {
    return task.role().startsWith("worker");
  }

  private static String place(TaskReport task) {
    return (isWorker(task) ? "worker" : task.role())
        + task.function().map(at -> " in " + at.name() + "()").orElse(" in user mode")
        + " on " + kind(task);
  }

  private static String kind(TaskReport task) {
    return task.waitsFor().map(TaskReport.WaitedFor::label).orElse("nothing");
  }

  private static String alone(TaskReport task) {
    return switch (kind(task)) {
      case USER_PAGE ->
        "nobody serves the page, and no signal can end the fault any more ("
            + task.state().shown() + ")";
      case "task" -> "nobody tells it to stop";
      default -> "nobody is left who would end the wait";
    };
  }

  private static String end(Evidence evidence, TaskReport last) {
    final boolean inside =
        evidence.role("owner").filter(owner -> owner.tgid() == last.tgid()).isPresent();
    final String who = isWorker(last)
        ? inside ? "a worker of the owner's group" : "a worker of another group"
        : inside ? "a thread of the owner's group" : "an outsider";
    final String what = kind(last).equals(USER_PAGE)
        ? "sleeps or spins on a user page (" + last.state().shown() + ")"
        : "waits for " + kind(last) + " (" + last.state().shown() + ")";
    final String locks = last.locks().stream()
        .map(TaskReport.HeldLock::label)
        .distinct()
        .collect(Collectors.joining(", "));
    return who + " " + what + (locks.isEmpty() ? "" : " with " + locks + " held");
  }
}
