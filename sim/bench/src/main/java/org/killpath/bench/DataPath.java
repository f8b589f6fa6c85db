package org.killpath.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.cell.DataPathCost.Work;
import org.killpath.lab.vhost.Design;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What everyday work costs under each design: exact counts, and nanoseconds by JMH beside them. */
final class DataPath {
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 7;
  private static final int TURN_MILLIS = 60;

  static final String TITLE = "\nEveryday work on an idle vhost-vsock device: mutex acquisitions /"
      + " spinlock acquisitions / other atomic read-modify-writes / RCU readers, counted; and the"
      + " time on one thread, uncontended, by JMH in a JVM for each kind of work, where the designs"
      + " take turns of " + TURN_MILLIS + " ms: the median of " + ROUNDS + " turns (least - most),"
      + " after " + WARM_UP_ROUNDS + " to warm up:\n\n";

  private final List<Design> designs = DataPathBenchmark.designs();

  /** A Markdown table. */
  List<String> measure() {
    final Map<Work, List<List<Double>>> times = times();
    final List<String> lines = new ArrayList<>();
    lines.add(
        "| design | a host packet | ns | a guest kick | ns | a flush | ns | a vring ioctl | ns |");
    lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (int i = 0; i < designs.size(); i++) {
        final StringBuilder line = new StringBuilder("| ").append(designs.get(i).id());
        for (DataPathCost cost : DataPathCost.of(designs.get(i), controlled)) {
          final List<Double> turns = times.get(cost.work()).get(i);
          line.append(String.format(
              Locale.ROOT,
              " | %d / %d / %d / %d | %.0f (%.0f - %.0f)",
              cost.mutexes(),
              cost.spinLocks(),
              cost.readModifyWrites(),
              cost.readers(),
              turns.get(ROUNDS / 2),
              turns.get(0),
              turns.get(ROUNDS - 1)));
        }
        lines.add(line.append(" |").toString());
      }
    }
    return lines;
  }

  /** The times of each design, least first. */
  private Map<Work, List<List<Double>>> times() {
    final Options options = new OptionsBuilder()
        .include(DataPathBenchmark.class.getName())
        .forks(1)
        .warmupIterations(WARM_UP_ROUNDS * designs.size())
        .warmupTime(TimeValue.milliseconds(TURN_MILLIS))
        .measurementIterations(ROUNDS * designs.size())
        .measurementTime(TimeValue.milliseconds(TURN_MILLIS))
        .jvmArgs("-Xmx1g")
        .verbosity(VerboseMode.SILENT)
        .build();
    final Map<Work, List<List<Double>>> times = new EnumMap<>(Work.class);
    try {
      for (RunResult result : new Runner(options).run()) {
        times.put(
            Work.valueOf(result.getParams().getParam("work")),
            ofDesigns(result.getBenchmarkResults().iterator().next().getIterationResults()));
      }
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
    return times;
  }

  /** Which turn was whose follows from their order. */
  private List<List<Double>> ofDesigns(Collection<IterationResult> turns) {
    final List<List<Double>> times = new ArrayList<>();
    designs.forEach(design -> times.add(new ArrayList<>()));
    int turn = 0;
    for (IterationResult result : turns) {
      times.get(turn++ % designs.size()).add(result.getPrimaryResult().getScore());
    }
    times.forEach(list -> list.sort(null));
    return times;
  }
}
