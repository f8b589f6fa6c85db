package org.killpath.stress.report;

import java.util.List;
import java.util.Optional;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.Inspection;
import org.killpath.stress.result.SelfJudged;

/**
 * Everything that one run showed.
 *
 * @param broken why forked JVMs broke off
 * @param warning something to know before reading on
 */
public record Results(
    long seed,
    List<SelfJudged> selfJudged,
    List<String> broken,
    List<CellReport> cells,
    Optional<String> warning) {

  /** For standard output. */
  public String text() {
    return new Summary(this).document().text(Summary.WIDTH);
  }

  /** What is wrong, and what is worth a word. */
  public Inspection inspection() {
    final Inspection inspection = new Inspection(seed);
    selfJudged.forEach(inspection::inspect);
    broken.forEach(inspection::broken);
    cells.forEach(inspection::inspect);
    return inspection;
  }
}
