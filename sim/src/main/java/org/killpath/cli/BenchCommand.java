package org.killpath.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.killpath.explore.Cell;
import org.killpath.explore.Throughput;
import org.killpath.report.ThroughputReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code killpath bench}. */
@Command(
    name = "bench",
    description = "Measures how many schedules per second one core runs, and what bounds it.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final Duration USUAL_TIME = Duration.ofSeconds(5);

  @ParentCommand
  private Killpath killpath;

  @Mixin
  private RunOptions run;

  @Mixin
  private OutputOptions output;

  @Option(
      names = "--scenario",
      paramLabel = "ID",
      description = "The ordering to run (default: ${DEFAULT-VALUE}).")
  private String scenario = "kill-flush";

  @Option(
      names = "--design",
      paramLabel = "ID",
      description = "The design to run (default: ${DEFAULT-VALUE}).")
  private String design = "upstream";

  @Override
  public Integer call() {
    final Format format = output.format(Format.TEXT, Format.MARKDOWN);
    final OutputOptions.Destination destination = output.open();
    final Catalogue catalogue = killpath.catalogue();
    final Cell cell = new Cell(catalogue.scenario(scenario), catalogue.design(design));
    final var strategy = run.strategies().apply(run.seed());
    final Duration sample = run.time().orElse(USUAL_TIME);
    killpath.interruption().onInterrupt(() -> {});
    final Throughput throughput = Throughput.measure(
        cell, strategy, sample.dividedBy(2), sample, killpath.interruption()::isInterrupted);
    final ThroughputReport report =
        new ThroughputReport(cell, strategy.name(), run.seed(), throughput);
    destination.write(format == Format.MARKDOWN ? report.markdown() : report.text());
    return Killpath.AS_EXPECTED;
  }
}
