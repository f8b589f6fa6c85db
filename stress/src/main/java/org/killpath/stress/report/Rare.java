package org.killpath.stress.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.killpath.engine.explore.Result;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.table.Share;
import org.killpath.stress.result.CellReport;

/**
 * An outcome that is there and that no free world came to.
 *
 * @param found in how many drawn interleavings it was found
 */
record Rare(CellReport cell, Outcome outcome, long found) {
  /** Those that POS finds most often first: there the scheduler hides most. */
  private static final Comparator<Rare> MOST_FOUND_FIRST = Comparator.comparingDouble(Rare::rate)
      .reversed()
      .thenComparing(rare -> rare.cell().cell().toString());

  /** All of them. */
  static List<Rare> of(List<CellReport> cells) {
    return cells.stream().flatMap(Rare::of).sorted(MOST_FOUND_FIRST).toList();
  }

  private static Stream<Rare> of(CellReport cell) {
    return cell.rare().stream()
        .map(outcome -> new Rare(cell, outcome, cell.sampled().getOrDefault(outcome, 0L)));
  }

  private double rate() {
    return (double) found / Math.max(1, drawn());
  }

  private long drawn() {
    return cell.drawn().map(Result::schedules).orElse(0L);
  }

  /** In a line. */
  String words() {
    final String proven =
        cell.known().proof().isPresent() ? "proven possible" : "drawn, so possible";
    return cell.cell() + ": " + outcome + " is " + proven + ", and came in none of "
        + cell.worlds() + " free worlds; POS finds it in "
        + (found == 0 ? "none" : Share.text(found, drawn())) + " of " + drawn()
        + replay();
  }

  private String replay() {
    return cell.drawn().stream()
        .flatMap(result -> result.sightings().stream())
        .filter(sighting -> sighting.verdict().outcome().equals(outcome))
        .findFirst()
        .map(sighting -> " (replay " + sighting.token() + ")")
        .orElse("");
  }
}
