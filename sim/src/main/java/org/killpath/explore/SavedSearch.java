package org.killpath.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.killpath.outcome.Verdict;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;

/**
 * A search of one cell that was stopped before its end: what is left to try, and what it has come to.
 *
 * @param killpathSearch the version of this form
 * @param model which model it searched: in another one the frontier means nothing
 * @param begun executions so far, those that were cut included
 * @param frontier as its strategy wrote it
 * @param verdicts each with the choices of one execution that showed it, by which it is made again
 */
public record SavedSearch(
    int killpathSearch,
    int model,
    String scenario,
    String design,
    String strategy,
    long seed,
    long begun,
    long schedules,
    long missed,
    String missing,
    long cut,
    List<Long> frontier,
    List<Tally.Line> verdicts) {
  private static final int FORM = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static SavedSearch of(
      Cell cell, String strategy, long seed, long begun, long[] frontier, Tally tally) {
    return new SavedSearch(
        FORM,
        ModelVersion.CURRENT,
        cell.scenario().id(),
        cell.design().id(),
        strategy,
        seed,
        begun,
        tally.schedules(),
        tally.missed(),
        tally.missing().orElse(""),
        tally.cut(),
        Arrays.stream(frontier).boxed().toList(),
        tally.lines());
  }

  /** To be written to a file. */
  public String text() {
    try {
      return MAPPER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads it back.
   *
   * @throws BadSearch if it is damaged, or of another version
   */
  public static SavedSearch parse(String text) {
    final SavedSearch saved;
    try {
      saved = MAPPER.readValue(text, SavedSearch.class);
    } catch (JsonProcessingException e) {
      throw new BadSearch("this is no saved search, or a damaged one");
    }
    if (saved == null || saved.killpathSearch != FORM) {
      throw new BadSearch("this is no saved search of form " + FORM);
    }
    if (saved.model != ModelVersion.CURRENT) {
      throw new BadSearch("the search was saved with version " + saved.model
          + " of the model; this is version " + ModelVersion.CURRENT);
    }
    if (saved.frontier == null || saved.verdicts == null || saved.strategy == null) {
      throw new BadSearch("the saved search is damaged: a part of it is missing");
    }
    return saved;
  }

  /**
   * The search, to go on with.
   *
   * @throws BadSearch if it is of another cell, or the model is not the one that it met
   */
  public Exploration resume(Cell cell, Controlled controlled) {
    if (!cell.scenario().id().equals(scenario) || !cell.design().id().equals(design)) {
      throw new BadSearch("the search was of " + scenario + " x " + design + ", not of " + cell);
    }
    final Strategy fresh = Strategies.byName(strategy, seed)
        .orElseThrow(() -> new BadSearch("the search was by " + strategy + ", unknown here"));
    try {
      return Exploration.resumed(this, cell, fresh, controlled);
    } catch (IndexOutOfBoundsException
        | NegativeArraySizeException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new BadSearch("the saved search is damaged: " + e.getMessage());
    }
  }

  /** Makes each verdict again, by the judge of {@code execution}. */
  void restore(Tally tally, Execution execution, Controlled controlled) {
    tally.restore(
        schedules, missed, missing.isEmpty() ? Optional.empty() : Optional.of(missing), cut);
    for (Tally.Line line : verdicts) {
      final byte[] choices = Base64.getDecoder().decode(line.choices());
      final Replay replay = new Replay(choices);
      replay.begin(0);
      final Verdict verdict;
      try {
        verdict = execution.run(replay, StepObserver.NONE);
      } catch (ReplayMismatch | StageMissed otherSteps) {
        throw new BadSearch("the saved search met another model: " + otherSteps.getMessage());
      }
      if (!verdict.summary().equals(line.summary()) || controlled.handoffs() != line.handoffs()) {
        throw new BadSearch("the saved search met another model: what showed " + line.summary()
            + " shows " + verdict.summary());
      }
      tally.restore(line, choices, verdict);
    }
  }
}
