package org.killpath.app.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Piece;
import org.killpath.lab.table.Piece.Item;
import org.killpath.lab.table.Share;

/** Everything that exploring one cell came to. */
public final class CellReport {
  /** Sightings that read alike. */
  private record Alike(Sighting<Cell> simplest, long count, long first) {}

  private final Result<Cell> result;
  private final Optional<String> objection;
  private final Optional<String> warning;
  private final List<Alike> alike;

  public CellReport(Result<Cell> result, Optional<String> objection, Optional<String> warning) {
    this.result = result;
    this.objection = objection;
    this.warning = warning;
    final Map<String, Alike> groups = new LinkedHashMap<>();
    for (Sighting<Cell> sighting : result.sightings()) {
      groups.merge(
          sighting.verdict().summary(),
          new Alike(sighting, sighting.count(), sighting.first()),
          CellReport::merged);
    }
    this.alike = new ArrayList<>(groups.values());
  }

  private static Alike merged(Alike one, Alike other) {
    return new Alike(
        one.simplest().handoffs() <= other.simplest().handoffs()
            ? one.simplest()
            : other.simplest(),
        one.count() + other.count(),
        Math.min(one.first(), other.first()));
  }

  private long judged() {
    return result.schedules() - result.missed();
  }

  private List<Item> preface() {
    final List<String> lines = new ArrayList<>();
    warning.ifPresent(lines::add);
    lines.add(
        result.subject().scenario().id() + ": " + result.subject().scenario().story());
    lines.add(result.subject().design().id() + ": " + result.subject().design().changes());
    result.subject().design().kernel().ifPresent(lines::add);
    lines.add(result.method());
    if (result.isUnreachable()) {
      lines.add("n/a: the design cannot reach this ordering"
          + result.missing().map(why -> ": it never comes about that " + why).orElse(""));
    }
    objection.ifPresent(why -> lines.add("! unexpected: " + why));
    return lines.stream().<Item>map(Item.Remark::new).toList();
  }

  private static String handoffs(Sighting<Cell> sighting) {
    return sighting.handoffs() + " changes of task"
        + (sighting.handoffs() < sighting.handoffsFound()
            ? ", shrunk from " + sighting.handoffsFound()
            : "");
  }

  private String title(Alike seen) {
    return seen.simplest().verdict().outcome() + " in " + Share.text(seen.count(), judged()) + " ("
        + seen.count() + " of " + judged() + "), first in schedule " + seen.first();
  }

  public Document document() {
    final Document document = new Document()
        .add(new Piece.Entry(result.subject().toString(), 2, Optional.empty(), preface()));
    for (Alike seen : alike) {
      final VerdictReport report = new VerdictReport(seen.simplest().verdict());
      final List<Item> items = new ArrayList<>(report.items());
      items.add(new Item.Token(seen.simplest().token(), handoffs(seen.simplest())));
      document.add(new Piece.Entry(title(seen), 3, report.headline(), items));
    }
    return document;
  }
}
