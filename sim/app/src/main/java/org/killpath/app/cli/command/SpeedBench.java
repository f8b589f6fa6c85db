package org.killpath.app.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.killpath.app.cli.Killpath;
import org.killpath.app.cli.option.BenchSelection;
import org.killpath.app.cli.option.Format;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.report.speed.SpeedReport;
import org.killpath.app.report.speed.ThroughputReport;
import org.killpath.engine.measure.Throughput;
import org.killpath.engine.program.Programs;
import org.killpath.engine.search.Subject;
import org.killpath.lab.cell.Scaling;

/**
 * {@code killpath bench} and {@code killpath bench --scaling}.
 *
 * @param scaling worlds of growing size, rather than the usual ones
 */
record SpeedBench(Killpath killpath, RunOptions run, BenchSelection selection, boolean scaling) {
  private static final Duration USUAL_TIME = Duration.ofSeconds(5);
  private static final Duration USUAL_TIME_OF_EACH = Duration.ofSeconds(1);

  String printed(Format format, int width) {
    final List<SpeedReport.Entry> measured = new ArrayList<>();
    final boolean alone = selection.strategy().isPresent() && !scaling;
    final Duration sample = run.time().orElse(alone ? USUAL_TIME : USUAL_TIME_OF_EACH);
    for (Subject subject : subjects()) {
      for (String name : strategies()) {
        if (!stopped().getAsBoolean()) {
          measured.add(new SpeedReport.Entry(name, measure(subject, name, sample)));
        }
      }
    }
    if (alone && (format == Format.TEXT || format == Format.MARKDOWN)) {
      return inDetail(measured, format);
    }
    final SpeedReport report = new SpeedReport(measured, run.seed());
    return switch (format) {
      case MARKDOWN -> report.markdown();
      case CSV -> report.csv();
      case JSON -> report.json();
      default -> report.text(width);
    };
  }

  private String inDetail(List<SpeedReport.Entry> measured, Format format) {
    return String.join(
        "\n",
        measured.stream()
            .map(entry -> new ThroughputReport(entry.strategy(), run.seed(), entry.measured()))
            .map(report -> format == Format.MARKDOWN ? report.markdown() : report.text())
            .toList());
  }

  private List<Subject> subjects() {
    return scaling
        ? List.copyOf(Scaling.subjects())
        : List.of(Programs.teardown(), selection.oneCell());
  }

  private List<String> strategies() {
    return scaling && selection.strategy().isEmpty()
        ? List.of(RunOptions.USUAL_STRATEGY)
        : selection.strategies();
  }

  private Throughput measure(Subject subject, String name, Duration sample) {
    return Throughput.of(
        subject, () -> RunOptions.strategies(name).apply(run.seed()), sample, sample, stopped());
  }

  private BooleanSupplier stopped() {
    return killpath.interruption()::isInterrupted;
  }
}
