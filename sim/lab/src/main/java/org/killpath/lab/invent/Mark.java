package org.killpath.lab.invent;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.lab.cell.Cell;

/**
 * What one cell was seen to do.
 *
 * @param schedules how many executions say so
 * @param proven were they all that there are?
 * @param hang the replay token of a hang that an edit could avoid, or empty words
 * @param unavoidable that of a hang that no edit can, or empty words
 * @param other that of anything else bad, or empty words
 */
public record Mark(long schedules, boolean proven, String hang, String unavoidable, String other) {
  /** Functions that only workers are in, and what takes over from them. */
  private static final List<String> OF_WORKERS =
      List.of("vhost_task_fn", "vhost_run_work_kthread_list");

  static Mark of(Result<Cell> result) {
    return new Mark(
        result.schedules(),
        result.coverage() == Coverage.COMPLETE,
        token(result, verdict -> verdict.outcome().isHang() && !isUnavoidable(verdict)),
        token(result, verdict -> verdict.outcome().isHang() && isUnavoidable(verdict)),
        token(
            result,
            verdict -> verdict.outcome().isFailure() && !verdict.outcome().isHang()));
  }

  private static String token(Result<Cell> result, Predicate<Verdict> wanted) {
    return result.sightings().stream()
        .filter(sighting -> wanted.test(sighting.verdict()))
        .map(Sighting::token)
        .findFirst()
        .orElse("");
  }

  /**
   * Does a task that has to end wait in a copy of its own? No edit ends that: each moves copies of
   * ioctls, or changes what faults of a worker do, and none takes a copy out of a system call.
   */
  static boolean isUnavoidable(Verdict verdict) {
    return verdict.evidence().stuck().stream().anyMatch(Mark::isInCopyOfItsOwn);
  }

  private static boolean isInCopyOfItsOwn(TaskReport task) {
    return task.operation().equals(Optional.of(Op.FAULT))
        && task.callTrace().stream().map(CFunction::name).noneMatch(OF_WORKERS::contains);
  }

  /** What is known if both are. */
  Mark and(Mark more) {
    return new Mark(
        schedules + more.schedules,
        proven || more.proven,
        first(hang, more.hang),
        first(unavoidable, more.unavoidable),
        first(other, more.other));
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  boolean isClean() {
    return hang.isEmpty() && other.isEmpty();
  }

  /** The token of what is bad, the hang first; empty words if nothing is. */
  String bad() {
    return first(hang, other);
  }
}
