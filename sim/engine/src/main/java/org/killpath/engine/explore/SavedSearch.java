package org.killpath.engine.explore;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.search.Runner;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.ReplayMismatch;

/**
 * A search of one subject that was stopped before its end: what is left to try, and what it has come
 * to. Its executions are replay tokens, so that the evidence is had again by running them.
 *
 * @param subject by its id
 * @param begun executions so far, those that were cut included
 * @param missing the state that the first of those {@code missed} waited for in vain, if there was one
 * @param frontier as its strategy wrote it
 */
public record SavedSearch(
    String subject,
    String strategy,
    long seed,
    long begun,
    long schedules,
    long missed,
    Optional<String> missing,
    long cut,
    List<Long> frontier,
    List<SavedSighting> shown) {
  public SavedSearch {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(missing);
    frontier = List.copyOf(frontier);
    shown = List.copyOf(shown);
  }

  static SavedSearch of(
      String subject, String strategy, long seed, long begun, long[] frontier, Tally<?> tally) {
    return new SavedSearch(
        subject,
        strategy,
        seed,
        begun,
        tally.schedules(),
        tally.missed(),
        tally.missing(),
        tally.cut(),
        Arrays.stream(frontier).boxed().toList(),
        tally.sightings().stream().map(SavedSighting::of).toList());
  }

  /** Makes each verdict again, by the judge of {@code runner}. */
  <S extends Subject> void restore(Tally<S> tally, Runner<S> runner) {
    tally.restore(schedules, missed, missing, cut);
    for (SavedSighting saved : shown) {
      try {
        tally.restore(saved.restore(runner));
      } catch (BadToken damaged) {
        throw new BadSearch("the saved search is damaged: " + damaged.getMessage());
      } catch (ReplayMismatch otherSteps) {
        throw new BadSearch("the saved search met another model: " + otherSteps.getMessage());
      }
    }
  }
}
