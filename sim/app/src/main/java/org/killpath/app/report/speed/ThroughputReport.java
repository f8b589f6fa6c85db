package org.killpath.app.report.speed;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.killpath.engine.measure.Throughput;
import org.killpath.engine.runtime.carrier.HandoffCeiling;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Listing;
import org.killpath.lab.table.Piece;

/** How fast schedules were run, and by what measure. */
public record ThroughputReport(String strategy, long seed, Throughput measured) {

  private Map<String, String> entries() {
    final Map<String, String> entries = new LinkedHashMap<>();
    entries.put("speed", format("%,.0f schedules/s on one core", measured.schedulesPerSecond()));
    entries.put("what", measured.what() + ", " + strategy + ", seed " + seed);
    entries.put(
        "sample",
        format(
            "%,d schedules in %.1f s, after a warm-up", measured.schedules(), measured.seconds()));
    entries.put(
        "a schedule",
        format(
            "%.0f visible operations, %.0f of them in the ordering itself by up to %d tasks; %.1f"
                + " decisions, %.1f handoffs",
            measured.steps(),
            measured.mainSteps(),
            measured.tasks(),
            measured.decisions(),
            measured.handoffs()));
    final HandoffCeiling bare = measured.bare().get(0);
    entries.put(
        "bare handoff",
        format(
            "%.0f ns among %d carriers (mean of %d slices of %,d, each before a slice of the"
                + " sample)",
            measured.nanosPerHandoff(), bare.ring(), measured.bare().size(), bare.handoffs()));
    entries.put(
        "ceiling",
        format(
            "%,.0f schedules/s, if nothing but their handoffs took time; the speed is %.0f %% of"
                + " it",
            measured.ceilingPerSecond(), 100 * measured.shareOfCeiling()));
    entries.put(
        "slices",
        measured.slices().stream()
            .map(speed -> format("%,.0f", speed))
            .collect(Collectors.joining(" ", "", " schedules/s, one after the other")));
    entries.put("allocated", format("%,.0f bytes per schedule", measured.bytes()));
    entries.put(
        "machine",
        format(
            "JDK %s, %d cores with a load of %.1f, carriers %s",
            Runtime.version(),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            bare.kind()));
    return entries;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** The measures below each other. */
  public Piece part() {
    final Listing list = new Listing();
    entries().forEach((title, words) -> list.whole("", format("%-14s%s", title, words)));
    return new Piece.Table(
        new Grid(
            List.of("measure", "value"),
            entries().entrySet().stream()
                .map(entry -> List.of(List.of(entry.getKey()), List.of(entry.getValue())))
                .toList()),
        list);
  }
}
