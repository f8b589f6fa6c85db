package org.killpath.stress.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.stress.result.CellReport;

/** Cells in so few letters that all designs fit side by side. */
final class Codes {
  /** Behind a cell in which something is there that no free world came to. */
  static final String RARE = "*";

  /** Behind a cell in which something was seen that must not be. */
  static final String OUTSIDE = "!";

  /** Before the worlds of a cell none of which came to the ordering. */
  static final String NEVER = "-";

  private Codes() {}

  /** One letter. */
  static String letter(Outcome outcome) {
    if (!(outcome instanceof VhostOutcome of)) {
      return "?";
    }
    return switch (of) {
      case COMPLETED -> "C";
      case WARNED -> "W";
      case GAVE_UP -> "G";
      case LEAKED -> "L";
      case LOST_WORK -> "K";
      case HUNG_RELEASED -> "R";
      case HUNG_SILENT -> "S";
      case LOST_FLUSH -> "F";
      case HUNG -> "H";
      case DEADLOCK -> "D";
      case USE_AFTER_FREE -> "U";
    };
  }

  /** Worst first. */
  static String letters(Collection<Outcome> outcomes) {
    final List<Outcome> worstFirst = new ArrayList<>(outcomes);
    Collections.reverse(worstFirst);
    return worstFirst.stream().map(Codes::letter).collect(Collectors.joining());
  }

  /** What free worlds came to, and how many there were: {@code DC212*}. */
  static String of(CellReport cell, boolean objectionable) {
    final String outcomes = cell.neverCameAbout() ? NEVER : letters(cell.free().keySet());
    return outcomes
        + cell.worlds()
        + (cell.rare().isEmpty() ? "" : RARE)
        + (objectionable ? OUTSIDE : "");
  }
}
