package org.killpath.stress.result;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.cell.ModelVersion;
import org.killpath.lab.cell.VhostOutcome;

/**
 * The cells that were searched through all their interleavings, and what these show. It is what
 * {@code killpath table --strategy dpor --format csv} printed, of which the columns named in {@link
 * #HEADER} are read and the cells whose search came to its end. One file for each version of the
 * model: proofs about another model prove nothing.
 */
public final class Proofs {
  /** The columns that are needed, in this order; others may follow. */
  public static final String HEADER = "scenario,design,outcome,count,schedules,coverage";

  private static final String COMPLETE = "complete";
  private static final String UNREACHABLE = "n/a";

  private final Map<CellId, Proof> cells;

  private Proofs(Map<CellId, Proof> cells) {
    this.cells = Collections.unmodifiableMap(cells);
  }

  /** Those that this build carries for its model; none if nobody has searched it yet. */
  public static Proofs load() {
    final String resource = "proven-by-model-" + ModelVersion.CURRENT + ".csv";
    try (InputStream stream = Proofs.class.getResourceAsStream(resource)) {
      return stream == null ? none() : read(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing is proven. */
  public static Proofs none() {
    return new Proofs(Map.of());
  }

  /**
   * Reads a file of that form.
   *
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  public static Proofs read(Reader source) throws IOException {
    final List<String> lines = new BufferedReader(source).lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith(HEADER)) {
      throw new IllegalArgumentException("line 1 must begin with " + HEADER);
    }
    final Map<CellId, Proof> cells = new LinkedHashMap<>();
    for (int number = 1; number < lines.size(); number++) {
      try {
        readLine(lines.get(number), cells);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (number + 1) + ": " + e.getMessage(), e);
      }
    }
    return new Proofs(cells);
  }

  private static void readLine(String line, Map<CellId, Proof> cells) {
    final String[] columns = line.split(",", -1);
    if (columns.length < HEADER.split(",", -1).length) {
      throw new IllegalArgumentException("a column is missing");
    }
    if (columns[5].equals(COMPLETE)) {
      final Proof shown = new Proof(outcomes(columns[2]), Long.parseLong(columns[4]));
      cells.merge(new CellId(columns[0], columns[1]), shown, Proofs::both);
    }
  }

  private static Set<Outcome> outcomes(String name) {
    return name.equals(UNREACHABLE)
        ? Set.of()
        : Set.of(VhostOutcome.of(name)
            .orElseThrow(() -> new IllegalArgumentException("no outcome is called " + name)));
  }

  /** Two lines of one search, which has a line for each outcome. */
  private static Proof both(Proof one, Proof other) {
    if (one.executions() != other.executions()) {
      throw new IllegalArgumentException("the lines of one cell have different numbers");
    }
    final Set<Outcome> outcomes = new TreeSet<>(Outcome.MILDEST_FIRST);
    outcomes.addAll(one.outcomes());
    outcomes.addAll(other.outcomes());
    return new Proof(outcomes, one.executions());
  }

  /** What is proven of one cell, if anything is. */
  public Optional<Proof> of(CellId cell) {
    return Optional.ofNullable(cells.get(cell));
  }

  /** The cells that are proven. */
  public Set<CellId> cells() {
    return cells.keySet();
  }
}
