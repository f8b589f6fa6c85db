package org.killpath.lab.claim;

import java.util.List;
import java.util.Optional;
import org.killpath.lab.cell.CellId;

/**
 * What the cells say about a claim.
 *
 * @param because in a sentence or two, from what was measured
 * @param deciding the cells that decide it
 * @param token replays the decisive execution, if there is one
 */
public record Ruling(Answer answer, String because, List<CellId> deciding, Optional<String> token) {

  /** The three answers. */
  public enum Answer {
    HOLDS("holds"),
    HOLDS_ONLY_IF("holds only if"),
    DOES_NOT_HOLD("does not hold");

    private final String words;

    Answer(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
