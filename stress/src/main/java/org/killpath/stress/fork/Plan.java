package org.killpath.stress.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.killpath.lab.cell.CellId;

/**
 * Which worlds one forked JVM is to run: pass after pass, in each so many of each cell. When all is
 * done the last pass begins again, as jcstress ends a run by the clock alone.
 */
public record Plan(List<Pass> passes) {
  private static final int COLUMNS = 4;

  /** So many worlds of one cell. */
  public record Share(CellId cell, int worlds) {
    public Share {
      if (worlds < 1) {
        throw new IllegalArgumentException(cell + " is given " + worlds + " worlds");
      }
    }
  }

  /** What is run before anything of the next pass is. */
  public record Pass(List<Share> shares) {
    public Pass {
      shares = List.copyOf(shares);
    }
  }

  /** Leaves out passes that have nothing in them. */
  public Plan {
    passes = passes.stream().filter(pass -> !pass.shares().isEmpty()).toList();
  }

  /** One cell, again and again. */
  public static Plan only(CellId cell) {
    return new Plan(List.of(new Pass(List.of(new Share(cell, 1)))));
  }

  /** A line for each share: number of the pass, ordering, design, worlds. */
  public void write(Path file) throws IOException {
    final List<String> lines = new ArrayList<>();
    for (int number = 0; number < passes.size(); number++) {
      for (Share share : passes.get(number).shares()) {
        lines.add(String.join(
            ",",
            Integer.toString(number),
            share.cell().scenario(),
            share.cell().design(),
            Integer.toString(share.worlds())));
      }
    }
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Plan read(Path file) throws IOException {
    final TreeMap<Integer, List<Share>> passes = new TreeMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      final String[] columns = line.split(",", -1);
      if (columns.length != COLUMNS) {
        throw new IllegalArgumentException("not a line of a plan: " + line);
      }
      passes
          .computeIfAbsent(Integer.valueOf(columns[0]), number -> new ArrayList<>())
          .add(new Share(new CellId(columns[1], columns[2]), Integer.parseInt(columns[3])));
    }
    return new Plan(passes.values().stream().map(Pass::new).toList());
  }
}
