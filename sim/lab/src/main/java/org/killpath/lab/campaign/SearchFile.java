package org.killpath.lab.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.search.BadSearch;
import org.killpath.engine.search.SavedSearch;
import org.killpath.engine.search.SavedSighting;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.cell.ModelVersion;

/**
 * A {@link SavedSearch} of a cell, as a file has it.
 *
 * @param killpathSearch the version of this form
 * @param model which model it searched: in another one the frontier means nothing
 */
public record SearchFile(
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

  public static SearchFile of(Cell cell, SavedSearch saved) {
    return new SearchFile(
        FORM,
        ModelVersion.CURRENT,
        cell.scenario().id(),
        cell.design().id(),
        saved.strategy(),
        saved.seed(),
        saved.begun(),
        saved.schedules(),
        saved.missed(),
        saved.missing().orElse(""),
        saved.cut(),
        saved.frontier(),
        saved.shown());
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
  public static SearchFile parse(String text) {
    final SearchFile saved;
    try {
      saved = MAPPER.readValue(text, SearchFile.class);
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
   * The search, to go on with on {@code cell}.
   *
   * @throws BadSearch if it is of another one
   */
  public SavedSearch searchOf(Cell cell) {
    final CellId searched = new CellId(scenario, design);
    if (!cell.cellId().equals(searched)) {
      throw new BadSearch("the search was of " + searched + ", not of " + cell);
    }
    return new SavedSearch(
        cell.id(),
        strategy,
        seed,
        begun,
        schedules,
        missed,
        Optional.of(missing).filter(words -> !words.isEmpty()),
        cut,
        frontier,
        shown);
  }
}
