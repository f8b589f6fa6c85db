package org.killpath.app.cli.command.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.killpath.app.cli.option.BenchSelection;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.speed.SpeedReport;
import org.killpath.app.report.speed.ThroughputReport;
import org.killpath.engine.measure.Throughput;
import org.killpath.engine.program.Programs;
import org.killpath.engine.search.Subject;
import org.killpath.lab.cell.Scaling;
import org.killpath.lab.table.Document;

/**
 * {@code killpath bench} and {@code killpath bench --scaling}.
 *
 * @param scaling worlds of growing size, rather than the usual ones
 */
record SpeedBench(Session session, RunOptions options, BenchSelection selection, boolean scaling) {
  private static final Duration USUAL_TIME = Duration.ofSeconds(5);
  private static final Duration USUAL_TIME_OF_EACH = Duration.ofSeconds(1);

  Benched run() {
    final List<SpeedReport.Entry> measured = new ArrayList<>();
    final boolean alone = selection.strategy().isPresent() && !scaling;
    final Duration sample = options.time().orElse(alone ? USUAL_TIME : USUAL_TIME_OF_EACH);
    for (Subject subject : subjects()) {
      for (String name : strategies()) {
        if (!stopped().getAsBoolean()) {
          measured.add(new SpeedReport.Entry(name, measure(subject, name, sample)));
        }
      }
    }
    final SpeedReport report = new SpeedReport(measured, options.seed());
    return new Benched(
        alone ? inDetail(measured) : report.document(),
        report.csv(),
        report.json(),
        Optional.empty(),
        false);
  }

  private Document inDetail(List<SpeedReport.Entry> measured) {
    return new Document()
        .addAll(measured.stream()
            .map(entry ->
                new ThroughputReport(entry.strategy(), options.seed(), entry.measured()).part())
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
        subject,
        () -> RunOptions.strategies(name).apply(options.seed()),
        sample,
        sample,
        stopped());
  }

  private BooleanSupplier stopped() {
    return session.interruption()::isInterrupted;
  }
}
