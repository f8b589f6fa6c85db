package org.killpath.stress;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.Expectations;

/** Cells and results for tests. */
final class Cells {
  private Cells() {}

  static Cell cell(String scenario, String design) {
    return new Cell(
        ScenarioCatalogue.all().find(scenario).orElseThrow(),
        DesignCatalogue.all().find(design).orElseThrow());
  }

  static StressedCell ran(Cell cell, Expectation expectation, Map<String, Long> samples) {
    return new StressedCell(
        cell, Optional.of(expectation), samples, Optional.empty(), Optional.empty());
  }

  static StressedCell broken(Cell cell, String why) {
    return new StressedCell(cell, Optional.empty(), Map.of(), Optional.empty(), Optional.of(why));
  }

  static Expectation only(Outcome outcome) {
    return new Expectation(Set.of(outcome), Set.of(outcome));
  }

  static Expectations expectations(String... lines) {
    final String text = Expectations.HEADER + "\n" + String.join("\n", lines) + "\n";
    try {
      return Expectations.read(new StringReader(text));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
