package org.killpath.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a schedule allocates, by JMH's gc profiler. */
final class Allocation {
  static final String TITLE =
      "\nAllocation per schedule of the program of three tasks, by JMH's gc profiler (a JVM for each,"
          + " 2 s to warm up, 2 s measured):\n\n";

  private static final String PER_OPERATION = "gc.alloc.rate.norm";

  private Allocation() {}

  /** A Markdown table with a line for each strategy. */
  static List<String> measure() {
    final Options options = new OptionsBuilder()
        .include(ScheduleBenchmark.class.getName())
        .addProfiler(GCProfiler.class)
        .forks(1)
        .warmupIterations(2)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(4)
        .measurementTime(TimeValue.milliseconds(500))
        .jvmArgs("-Xmx1g", "--add-opens=java.base/java.lang=ALL-UNNAMED")
        .verbosity(VerboseMode.SILENT)
        .build();
    final Collection<RunResult> results;
    try {
      results = new Runner(options).run();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
    final List<String> lines = new ArrayList<>(
        List.of("| strategy | schedules/s | bytes per schedule |", "| --- | --- | --- |"));
    for (RunResult result : results) {
      lines.add(String.format(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f |",
          result.getParams().getParam("strategy"),
          result.getPrimaryResult().getScore(),
          result.getSecondaryResults().get(PER_OPERATION).getScore()));
    }
    return lines;
  }
}
