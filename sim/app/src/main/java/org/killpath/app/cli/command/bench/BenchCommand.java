package org.killpath.app.cli.command.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BenchSelection;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Converters.NameList;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Session;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code killpath bench}. */
@Command(
    name = "bench",
    description = "Measures how many schedules per second one core runs under each strategy, and"
        + " what bounds it: of a program of three tasks and about 40 visible operations, and of one"
        + " cell. With --strategies or --outcomes: how many schedules it takes to find something."
        + " With --scaling: how the time of a schedule grows with its size.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  @ParentCommand
  private Session session;

  @Mixin
  private RunOptions run;

  @Mixin
  private final OutputOptions output = new OutputOptions(Benched.FORMS);

  @ArgGroup
  private Instead instead = new Instead();

  @Option(
      names = "--scenarios",
      paramLabel = "ID",
      description =
          "These orderings. Default: kill-flush for the speed; of first failures the raced"
              + " ones that are expected both to complete and to fail; of outcomes all that are"
              + " expected to show several.",
      converter = Converters.Names.class)
  private List<NameList> scenarios = new ArrayList<>();

  @Option(
      names = "--designs",
      paramLabel = "ID",
      description = "These designs. Default: upstream for the speed, all for comparisons.",
      converter = Converters.Names.class)
  private List<NameList> designs = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How often each strategy of a comparison is run, unless it draws nothing"
          + " (default: 25).",
      converter = Converters.Count.class)
  private long seeds = 25;

  @Option(
      names = "--longest-proof",
      paramLabel = "N",
      description = "With --outcomes: leave out cells of which a search of all interleavings takes"
          + " more executions (default: 200,000).",
      converter = Converters.Count.class)
  private long longestProof = 200_000;

  /** What to measure instead of the speed. */
  private static final class Instead {
    @Option(
        names = "--strategies",
        description = "Compare strategies by the schedules they take to find a first failure, in"
            + " programs of the literature and in cells.")
    private boolean strategies;

    @Option(
        names = "--outcomes",
        description = "Compare strategies by the schedules they take to find each outcome that"
            + " exhaustive search proves to be there, in cells with several.")
    private boolean outcomes;

    @Option(
        names = "--scaling",
        description = "Measure how the time of a schedule grows: with 2 to 16 tasks, and with 1 to"
            + " 64 virtqueues.")
    private boolean scaling;
  }

  @Override
  public Integer call() {
    final Printer<Benched> printer = output.printer(Benched.FORMS, session.terminal());
    run.strategyName().ifPresent(RunOptions::strategies);
    session.interruption().onInterrupt(() -> {});
    final BenchSelection selection = new BenchSelection(
        session.catalogue(), NameList.all(scenarios), NameList.all(designs), run.strategyName());
    final Benched benched = instead.strategies || instead.outcomes
        ? contest(selection).run()
        : new SpeedBench(session, run, selection, instead.scaling).run();
    if (!printer.saysAll()) {
      benched.warning().ifPresent(session::say);
    }
    printer.print(benched);
    return benched.failed() ? Session.FAILED : Session.AS_EXPECTED;
  }

  private ContestBench contest(BenchSelection selection) {
    return new ContestBench(
        session,
        run,
        selection,
        Math.toIntExact(Math.min(seeds, 1_000_000)),
        instead.outcomes,
        longestProof);
  }
}
