package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.app.report.text.Csv;
import org.killpath.lab.fault.Backed;
import org.killpath.lab.fault.Death;
import org.killpath.lab.fault.FaultCell;
import org.killpath.lab.fault.Spot;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;

/**
 * What a fault costs: for all places at which it costs the same one table, what backs the page down,
 * ways of dying across. Rows and columns that say the same are one.
 *
 * @param design under which design
 * @param cells place by place
 */
public record FaultTable(String design, List<FaultCell> cells) {
  private static final List<String> WORDS = List.of(
      "completed: the group is gone",
      "silent: stuck until somebody serves the page, and the watchdog reports nobody",
      "reported: likewise, and the watchdog reports the worker, or who stands in brackets",
      "for ever: stuck, and nobody outside could serve the page; the watchdog reports the worker if its"
          + " letter is D, or who stands in brackets");

  private static final String STATES =
      "Letters are the state of the worker: R, S and D as shown; K is"
          + " shown as D but can be killed, and is not reported. GONE: it is through, and another task is"
          + " stuck. A cell with several lines has several outcomes, the worst first.";

  public FaultTable {
    cells = List.copyOf(cells);
  }

  /** What one place says in one row and column. */
  private record At(Backed backed, Death death) {}

  public Document document() {
    final Document document = new Document();
    final Map<Map<At, List<String>>, List<Spot>> alike = new LinkedHashMap<>();
    costs()
        .forEach((spot, costs) ->
            alike.computeIfAbsent(costs, unseen -> new ArrayList<>()).add(spot));
    alike.forEach((costs, spots) -> document.heading(names(spots)).table(grid(costs)));
    document.lines(WORDS);
    return document.sentence(STATES).sentence(method());
  }

  private Map<Spot, Map<At, List<String>>> costs() {
    final Map<Spot, Map<At, List<String>>> costs = new LinkedHashMap<>();
    for (FaultCell cell : cells) {
      costs
          .computeIfAbsent(cell.fault().spot(), unseen -> new LinkedHashMap<>())
          .put(new At(cell.fault().backed(), cell.fault().death()), cell.costs());
    }
    return costs;
  }

  /** The places, device by device. */
  private static String names(List<Spot> spots) {
    final Map<String, String> byDevice = spots.stream()
        .collect(Collectors.groupingBy(
            Spot::driver,
            LinkedHashMap::new,
            Collectors.mapping(Spot::words, Collectors.joining(", "))));
    return byDevice.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue())
        .collect(Collectors.joining("; "));
  }

  private static Grid grid(Map<At, List<String>> costs) {
    final List<Backed> backings = Arrays.stream(Backed.values())
        .filter(backed -> costs.keySet().stream().anyMatch(at -> at.backed() == backed))
        .toList();
    final List<Death> deaths = Arrays.stream(Death.values())
        .filter(death -> costs.keySet().stream().anyMatch(at -> at.death() == death))
        .toList();
    final Map<List<List<String>>, List<Death>> columns = alike(
        deaths,
        death -> backings.stream().map(backed -> at(costs, backed, death)).toList());
    final Map<List<List<String>>, List<Backed>> rows = alike(
        backings,
        backed -> deaths.stream().map(death -> at(costs, backed, death)).toList());
    final List<List<List<String>>> lines = new ArrayList<>();
    for (List<Backed> row : rows.values()) {
      final Stream<List<String>> entries =
          columns.values().stream().map(column -> at(costs, row.get(0), column.get(0)));
      lines.add(Stream.concat(Stream.of(pages(rows.size() == 1, row)), entries).toList());
    }
    final Stream<String> header = columns.values().stream()
        .map(column -> columns.size() == 1 && column.size() > 1
            ? "every way of dying"
            : column.stream().map(Death::words).collect(Collectors.joining("; ")));
    return new Grid(Stream.concat(Stream.of("page"), header).toList(), lines);
  }

  /** A line for each, and all but the last say that the next one belongs to it. */
  private static List<String> pages(boolean all, List<Backed> row) {
    if (all && row.size() > 1) {
      return List.of("every page");
    }
    final List<String> lines = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      lines.add(row.get(i).words() + (i + 1 < row.size() ? ";" : ""));
    }
    return lines;
  }

  private static List<String> at(Map<At, List<String>> costs, Backed backed, Death death) {
    return Optional.ofNullable(costs.get(new At(backed, death))).orElse(List.of("-"));
  }

  private static <T, K> Map<K, List<T>> alike(List<T> all, Function<T, K> says) {
    return all.stream()
        .collect(Collectors.groupingBy(says, LinkedHashMap::new, Collectors.toList()));
  }

  private String method() {
    final long proven = cells.stream().filter(FaultCell::proven).count();
    final long traces = cells.stream().mapToLong(FaultCell::traces).sum();
    return "Under " + design + ": " + cells.size() + " faults, " + proven
        + " of them in all interleavings; " + traces + " traces. Each is an ordering of its own;"
        + " --format csv has their ids, and --script prints one.";
  }

  /** A line for each fault. */
  public String csv() {
    return Csv.print(printer -> {
      printer.printRecord(
          "ordering",
          "design",
          "device",
          "place",
          "page",
          "way",
          "costs",
          "stuck_in",
          "proven",
          "traces",
          "token");
      for (FaultCell cell : cells) {
        printer.printRecord(
            cell.fault().id(),
            design,
            cell.fault().spot().driver(),
            cell.fault().spot().words(),
            cell.fault().backed().words(),
            cell.fault().death().words(),
            String.join("|", cell.costs()),
            String.join("|", cell.places()),
            cell.proven(),
            cell.traces(),
            cell.token());
      }
    });
  }
}
