package org.killpath.app.report.speed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.killpath.app.report.text.Csv;
import org.killpath.app.report.text.Json;
import org.killpath.engine.measure.Throughput;
import org.killpath.engine.runtime.carrier.HandoffCeiling;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Piece;

/** How fast each strategy ran what, beside each other. */
public record SpeedReport(List<Entry> entries, long seed) {
  /** What was measured under one strategy. */
  public record Entry(String strategy, Throughput measured) {}

  public SpeedReport {
    entries = List.copyOf(entries);
  }

  public Document document() {
    return new Document().add(new Piece.Table(grid())).notes(notes());
  }

  private Grid grid() {
    final List<List<List<String>>> rows = new ArrayList<>();
    for (Entry entry : entries) {
      final Throughput measured = entry.measured();
      rows.add(List.of(
          List.of(measured.what() + ", " + entry.strategy()),
          List.of(format("%,.0f", measured.schedulesPerSecond())),
          List.of(format("%.0f %%", 100 * measured.shareOfCeiling())),
          List.of(format("%.0f", measured.steps())),
          List.of(format("%.0f", measured.handoffs())),
          List.of(format("%.0f", measured.nanosPerStep())),
          List.of(format("%,.0f", measured.bytes())),
          List.of(format("%.0f %%", 100.0 * measured.cut() / measured.schedules()))));
    }
    return new Grid(
        List.of(
            "what",
            "schedules/s",
            "of the ceiling",
            "operations",
            "handoffs",
            "ns/operation",
            "bytes",
            "cut"),
        rows);
  }

  private List<String> notes() {
    if (entries.isEmpty()) {
      return List.of("Nothing was measured.");
    }
    final Throughput first = entries.get(0).measured();
    final HandoffCeiling bare = first.bare().get(0);
    return List.of(
        format(
            "Each on one core, in %.1f s after a warm-up as long, seed %d. Operations (visible ones,"
                + " set-up and last close included), handoffs and allocated bytes are per schedule;"
                + " cut: the part of the executions that the search ended early.",
            first.seconds(), seed),
        format(
            "The ceiling: nothing but the handoffs takes time; a bare one took %.0f to %.0f ns"
                + " between slices of the samples.",
            entries.stream()
                .mapToDouble(e -> e.measured().nanosPerHandoff())
                .min()
                .orElse(0),
            entries.stream()
                .mapToDouble(e -> e.measured().nanosPerHandoff())
                .max()
                .orElse(0)),
        format(
            "JDK %s, %d cores with a load of %.1f, carriers %s.",
            Runtime.version(),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            bare.kind()));
  }

  public String csv() {
    return Csv.print(printer -> {
      printer.printRecord(
          "scenario",
          "design",
          "outcome",
          "strategy",
          "schedules",
          "cut",
          "seconds",
          "schedules_per_second",
          "ceiling_per_second",
          "operations",
          "decisions",
          "handoffs",
          "bytes");
      for (Entry entry : entries) {
        final Throughput measured = entry.measured();
        printer.printRecord(
            Columns.of(measured.subject()).scenario(),
            Columns.of(measured.subject()).design(),
            "",
            entry.strategy(),
            measured.schedules(),
            measured.cut(),
            format("%.3f", measured.seconds()),
            format("%.0f", measured.schedulesPerSecond()),
            format("%.0f", measured.ceilingPerSecond()),
            format("%.1f", measured.steps()),
            format("%.1f", measured.decisions()),
            format("%.1f", measured.handoffs()),
            format("%.0f", measured.bytes()));
      }
    });
  }

  public String json() {
    final ObjectNode root = Json.object();
    root.put("jdk", Runtime.version().toString());
    root.put("cores", Runtime.getRuntime().availableProcessors());
    root.put("seed", seed);
    final ArrayNode all = root.putArray("measured");
    for (Entry entry : entries) {
      final Throughput measured = entry.measured();
      final ObjectNode node = all.addObject();
      node.put("scenario", Columns.of(measured.subject()).scenario());
      node.put("design", Columns.of(measured.subject()).design());
      node.put("strategy", entry.strategy());
      node.put("schedules", measured.schedules());
      node.put("cut", measured.cut());
      node.put("seconds", measured.seconds());
      node.put("schedulesPerSecond", measured.schedulesPerSecond());
      node.put("ceilingPerSecond", measured.ceilingPerSecond());
      node.put("nanosPerHandoff", measured.nanosPerHandoff());
      node.put("operations", measured.steps());
      node.put("decisions", measured.decisions());
      node.put("handoffs", measured.handoffs());
      node.put("bytes", measured.bytes());
    }
    return Json.text(root);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
