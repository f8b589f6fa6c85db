package org.killpath.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.killpath.explore.Cell;
import org.killpath.explore.Programs;
import org.killpath.explore.Strategy;
import org.killpath.explore.Throughput;
import org.killpath.report.ThroughputReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code killpath bench}. */
@Command(
    name = "bench",
    description = "Measures how many schedules per second one core runs, and what bounds it: of a"
        + " program of three tasks and about 40 visible operations, and of one cell.",
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
      description = "Also run this ordering (default: ${DEFAULT-VALUE}).")
  private String scenario = "kill-flush";

  @Option(
      names = "--design",
      paramLabel = "ID",
      description = "The design for it (default: ${DEFAULT-VALUE}).")
  private String design = "upstream";

  @Override
  public Integer call() {
    final Format format = output.format(Format.TEXT, Format.MARKDOWN);
    final OutputOptions.Destination destination = output.open();
    final Catalogue catalogue = killpath.catalogue();
    final Cell cell = new Cell(catalogue.scenario(scenario), catalogue.design(design));
    final LongFunction<Strategy> strategies = run.strategies();
    final Duration sample = run.time().orElse(USUAL_TIME);
    final BooleanSupplier stopped = killpath.interruption()::isInterrupted;
    killpath.interruption().onInterrupt(() -> {});
    final Strategy first = strategies.apply(run.seed());
    final Throughput program = Throughput.of(Programs.teardown(), first, sample, sample, stopped);
    final Throughput wholeCell =
        Throughput.of(cell, strategies.apply(run.seed()), sample, sample, stopped);
    destination.write(report(first, program, format) + "\n" + report(first, wholeCell, format));
    return Killpath.AS_EXPECTED;
  }

  private String report(Strategy strategy, Throughput measured, Format format) {
    final ThroughputReport report = new ThroughputReport(strategy.name(), run.seed(), measured);
    return format == Format.MARKDOWN ? report.markdown() : report.text();
  }
}
