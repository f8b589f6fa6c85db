package org.killpath.lab.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.Strategies;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.cell.Cell;

/**
 * A search of one cell that was stopped before its end: what is left to try, and what it has come to.
 *
 * @param killpathSearch the version of this form
 * @param model which model it searched: in another one the frontier means nothing
 * @param begun executions so far, those that were cut included
 * @param frontier as its strategy wrote it
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
    List<SavedSighting> shown) {
  private static final int FORM = 2;

  /** What an older form has besides is no reason not to read which form it is. */
  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  static SavedSearch of(
      Cell cell,
      String strategy,
      long seed,
      long begun,
      long[] frontier,
      Tally tally,
      Controlled controlled) {
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
        tally.sightings(cell, controlled).stream().map(SavedSighting::of).toList());
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
    if (saved == null || saved.killpathSearch == 0) {
      throw new BadSearch("this is no saved search, or a damaged one");
    }
    if (saved.killpathSearch != FORM) {
      throw new BadSearch("the search was saved in form " + saved.killpathSearch
          + "; this program reads form " + FORM);
    }
    if (saved.model != ModelVersion.CURRENT) {
      throw new BadSearch("the search was saved with version " + saved.model
          + " of the model; this is version " + ModelVersion.CURRENT);
    }
    if (saved.frontier == null
        || saved.shown == null
        || saved.strategy == null
        || saved.missing == null) {
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
  void restore(Tally tally, Cell cell, Execution execution, Controlled controlled) {
    tally.restore(
        schedules, missed, missing.isEmpty() ? Optional.empty() : Optional.of(missing), cut);
    for (SavedSighting saved : shown) {
      try {
        tally.restore(saved.restore(cell, execution, controlled), controlled);
      } catch (BadToken damaged) {
        throw new BadSearch("the saved search is damaged: " + damaged.getMessage());
      } catch (ReplayMismatch | StageMissed otherSteps) {
        throw new BadSearch("the saved search met another model: " + otherSteps.getMessage());
      }
    }
  }
}
