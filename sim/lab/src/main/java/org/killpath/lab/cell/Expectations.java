package org.killpath.lab.cell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.explore.Result;

/**
 * The outcomes that each cell may show and those that it must, from the one file that says so. A
 * cell outside its set is a finding about the design, or a bug in the model.
 */
public final class Expectations {
  /** Beside this class. */
  public static final String RESOURCE = "expected-outcomes.csv";

  /** The first line of the file. */
  public static final String HEADER = "scenario,design,must,may";

  private final Map<CellId, Expectation> cells;

  private Expectations(Map<CellId, Expectation> cells) {
    this.cells = cells;
  }

  /** The expectations that this build carries. */
  public static Expectations load() {
    try (InputStream stream = Expectations.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing from this build");
      }
      return read(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file of that form.
   *
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  public static Expectations read(Reader source) throws IOException {
    final Map<CellId, Expectation> cells = new LinkedHashMap<>();
    final Map<String, Expectation> said = new HashMap<>();
    final BufferedReader lines = new BufferedReader(source);
    if (!HEADER.equals(lines.readLine())) {
      throw new IllegalArgumentException("line 1 must be " + HEADER);
    }
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        readCell(line, cells, said);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    return new Expectations(cells);
  }

  /**
   * @param said what the lines before have said: few things, of many cells
   */
  private static void readCell(
      String line, Map<CellId, Expectation> cells, Map<String, Expectation> said) {
    final String[] columns = line.split(",", -1);
    if (columns.length != 4) {
      throw new IllegalArgumentException("4 columns wanted, " + columns.length + " found");
    }
    final CellId key = new CellId(columns[0], columns[1]);
    final Expectation expectation = said.computeIfAbsent(
        columns[2] + "," + columns[3],
        text -> new Expectation(Expectation.parse(columns[2]), Expectation.parse(columns[3])));
    if (cells.put(key, expectation) != null) {
      throw new IllegalArgumentException(key + " stands there twice");
    }
  }

  /** What the cell is expected to show; empty if nobody has said so: a design of one's own. */
  public Optional<Expectation> of(String scenario, String design) {
    return Optional.ofNullable(cells.get(new CellId(scenario, design)));
  }

  /** What the cell is expected to show, if anybody has said so. */
  public Optional<Expectation> of(Cell cell) {
    return Optional.ofNullable(cells.get(cell.cellId()));
  }

  /** Why {@code result} is not what is expected of its cell, if anything is and it is not. */
  public Optional<String> objection(Result<Cell> result) {
    final Optional<String> failure = result.failure().map(words -> "the model failed: " + words);
    return failure.or(() -> of(result.subject()).flatMap(expected -> expected.objection(result)));
  }

  /** A line of the file, without its end. */
  public static String line(Cell cell, Expectation expectation) {
    return String.join(
        ",",
        List.of(
            cell.scenario().id(),
            cell.design().id(),
            Expectation.text(expectation.must()),
            Expectation.text(expectation.may())));
  }
}
