package org.killpath.app.kit.heard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One ordering that was played once.
 *
 * @param id of the ordering
 * @param digest of its script
 * @param round of a raced one, from 1
 * @param kernel the release it ran on
 * @param workers {@code thread}, {@code kthread}, or {@code none}
 * @param completed is everybody who was killed or obliged through? nothing if it never got there
 * @param released if not: was it so once the pages were served?
 * @param goneOn was that when the group that something had halted could go on?
 * @param tasks as they were when the ordering was over
 * @param later those that did not come to their end at all, as they were then
 * @param reported the roles that the hung-task watchdog named
 * @param warnings what else the kernel complained about, with the phase before it
 * @param broken why this tells nothing: a state was never reached, the device could not be set
 *     up, the log ends before the ordering does
 */
public record Played(
    String id,
    String digest,
    int round,
    String kernel,
    String workers,
    Optional<Boolean> completed,
    Optional<Boolean> released,
    boolean goneOn,
    List<SeenTask> tasks,
    List<SeenTask> later,
    Set<String> reported,
    List<String> warnings,
    Optional<String> broken) {
  public Played {
    tasks = List.copyOf(tasks);
    later = List.copyOf(later);
    reported = Set.copyOf(reported);
    warnings = List.copyOf(warnings);
  }

  /** The task of that role, if it was seen. */
  public Optional<SeenTask> task(String role) {
    return tasks.stream().filter(task -> task.role().equals(role)).findFirst();
  }

  /** The worker that is stuck, or else the first one. */
  public Optional<SeenTask> worker() {
    final List<SeenTask> workers = tasks.stream().filter(SeenTask::isWorker).toList();
    return workers.stream()
        .filter(task -> !task.isGone() && !task.waitsFor("idle"))
        .findFirst()
        .or(() -> workers.stream().findFirst());
  }
}
