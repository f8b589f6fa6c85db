package org.killpath.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.killpath.explore.Cell;
import org.killpath.explore.ReplayToken;
import org.killpath.explore.Schedule;
import org.killpath.explore.Trace;
import org.killpath.outcome.Verdict;
import org.killpath.report.ReplayReport;
import org.killpath.report.ResultsCsv;
import org.killpath.report.ResultsJson;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.carrier.Carriers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath replay TOKEN}. */
@Command(
    name = "replay",
    description = "Runs one recorded schedule again and prints its verdict.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @ParentCommand
  private Killpath killpath;

  @Mixin
  private OutputOptions output;

  @Option(
      names = "--trace",
      description =
          "Print every step: a column per task, time downwards, and why the task" + " changes.")
  private boolean trace;

  @Option(names = "--set-up", description = "With --trace: print the steps of the set-up, too.")
  private boolean setUp;

  @Parameters(index = "0", paramLabel = "TOKEN", description = "As explore and table print it.")
  private String token;

  @Override
  public Integer call() {
    final Format format = output.format(Format.TEXT, Format.MARKDOWN, Format.CSV, Format.JSON);
    final OutputOptions.Destination destination = output.open();
    final Catalogue catalogue = killpath.catalogue();
    final ReplayToken parsed =
        ReplayToken.parse(token, catalogue::findScenario, catalogue::findDesign);
    final Schedule schedule = parsed.schedule();
    final Trace steps = new Trace();
    final Verdict verdict = replay(schedule, steps);
    final Optional<Trace> wanted = trace ? Optional.of(steps) : Optional.empty();
    final ReplayReport report = new ReplayReport(schedule, verdict, wanted, setUp);
    final Cell cell = schedule.cell();
    destination.write(
        switch (format) {
          case MARKDOWN -> report.markdown();
          case CSV ->
            ResultsCsv.ofTrace(cell.scenario().id(), cell.design().id(), verdict.outcome(), steps);
          case JSON -> ResultsJson.ofReplay(schedule, parsed.text(), verdict, wanted);
          case TEXT, EXPECTATIONS -> report.text(output.width(killpath.terminal()));
        });
    return Killpath.AS_EXPECTED;
  }

  private static Verdict replay(Schedule schedule, Trace steps) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return schedule.replay(controlled, steps);
    }
  }
}
