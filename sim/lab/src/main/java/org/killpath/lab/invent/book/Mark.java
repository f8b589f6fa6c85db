package org.killpath.lab.invent.book;

import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.search.Subject;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.EditedDesign;

/**
 * What one cell was seen to do.
 *
 * @param schedules how many executions say so
 * @param reached how many of them came to the ordering
 * @param proven were they all that there are?
 * @param hang the replay token of a hang that an edit could avoid, or empty words
 * @param unavoidable that of a hang that no edit can, or empty words
 * @param why no edit can: who waits for what; or empty words
 * @param other the replay token of anything else bad, or empty words
 */
public record Mark(
    long schedules,
    long reached,
    boolean proven,
    String hang,
    String unavoidable,
    String why,
    String other) {
  public static <S extends Subject> Mark of(Result<S> result, Untouched untouched) {
    final Optional<Sighting<S>> unavoidable = first(
        result, verdict -> verdict.outcome().isHang() && untouched.wait(verdict).isPresent());
    return new Mark(
        result.schedules(),
        result.schedules() - result.missed(),
        result.coverage() == Coverage.COMPLETE,
        token(first(
            result,
            verdict -> verdict.outcome().isHang() && untouched.wait(verdict).isEmpty())),
        token(unavoidable),
        unavoidable.flatMap(seen -> untouched.wait(seen.verdict())).orElse(""),
        token(first(
            result,
            verdict -> verdict.outcome().isFailure() && !verdict.outcome().isHang())));
  }

  private static <S extends Subject> Optional<Sighting<S>> first(
      Result<S> result, Predicate<Verdict> wanted) {
    return result.sightings().stream()
        .filter(sighting -> wanted.test(sighting.verdict()))
        .findFirst();
  }

  private static <S extends Subject> String token(Optional<Sighting<S>> seen) {
    return seen.map(Sighting::token).orElse("");
  }

  /** The same of a set that has the same executions as that of {@code cell}. */
  Mark under(EditedDesign other, Cell cell) {
    return new Mark(
        schedules,
        reached,
        proven,
        Trial.under(other, hang, cell),
        Trial.under(other, unavoidable, cell),
        why,
        Trial.under(other, this.other, cell));
  }

  /** What is known if both are. */
  public Mark and(Mark more) {
    return new Mark(
        schedules + more.schedules,
        reached + more.reached,
        proven || more.proven,
        first(hang, more.hang),
        first(unavoidable, more.unavoidable),
        unavoidable.isEmpty() ? more.why : why,
        first(other, more.other));
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  public boolean isClean() {
    return hang.isEmpty() && other.isEmpty();
  }

  /** Was there an execution of the ordering, and did none hang, whatever for? */
  public boolean isWithoutHang() {
    return reached > 0 && hang.isEmpty() && unavoidable.isEmpty();
  }

  /** The token of what is bad, the hang first; empty words if nothing is. */
  public String bad() {
    return first(hang, other);
  }
}
