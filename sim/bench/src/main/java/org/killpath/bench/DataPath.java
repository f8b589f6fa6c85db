package org.killpath.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.killpath.design.DesignCatalogue;
import org.killpath.explore.DataPathCost;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.carrier.Carriers;
import org.killpath.vhost.Design;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What everyday work costs under each design: exact counts, and nanoseconds by JMH beside them. */
final class DataPath {
  private record Cell(String design, DataPathCost.Work work) {}

  private DataPath() {}

  /** A Markdown table. */
  static List<String> measure() {
    final List<Design> designs = DesignCatalogue.all().designs();
    final Map<Cell, RunResult> times = times(designs.stream().map(Design::id).toList());
    final List<String> lines = new ArrayList<>();
    lines.add("| design | a host packet | ns | a guest kick | ns | a flush | ns |");
    lines.add("| --- | --- | --- | --- | --- | --- | --- |");
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Design design : designs) {
        final StringBuilder line = new StringBuilder("| ").append(design.id());
        for (DataPathCost cost : DataPathCost.of(design, controlled)) {
          final RunResult time = times.get(new Cell(design.id(), cost.work()));
          line.append(String.format(
              Locale.ROOT,
              " | %d / %d / %d / %d | %.0f ± %.0f",
              cost.mutexes(),
              cost.spinLocks(),
              cost.readModifyWrites(),
              cost.readers(),
              time.getPrimaryResult().getScore(),
              time.getPrimaryResult().getScoreError()));
        }
        lines.add(line.append(" |").toString());
      }
    }
    return lines;
  }

  private static Map<Cell, RunResult> times(List<String> designs) {
    final Options options = new OptionsBuilder()
        .include(DataPathBenchmark.class.getName())
        .param("design", designs.toArray(String[]::new))
        .forks(1)
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(300))
        .measurementIterations(5)
        .measurementTime(TimeValue.milliseconds(200))
        .jvmArgs("-Xmx1g")
        .verbosity(VerboseMode.SILENT)
        .build();
    final Map<Cell, RunResult> times = new HashMap<>();
    try {
      for (RunResult result : new Runner(options).run()) {
        times.put(
            new Cell(
                result.getParams().getParam("design"),
                DataPathCost.Work.valueOf(result.getParams().getParam("work"))),
            result);
      }
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
    return times;
  }
}
