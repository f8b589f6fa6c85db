package org.killpath.stress;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;
import org.killpath.stress.fork.ForkedCell;

/**
 * Runs the jcstress tests under every design and ends with the outcome table. Exit status 1 means
 * that a cell is not as expected, 2 that the run could not begin.
 */
public final class Main {
  private static final int AS_EXPECTED = 0;
  private static final int NOT_AS_EXPECTED = 1;
  private static final int BAD_INPUT = 2;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    System.exit(new Main(System.out, System.err).run(System.getProperties()));
  }

  int run(Properties properties) {
    try {
      final Settings settings = Settings.of(properties);
      return run(settings, new ResultsFile(settings.target()));
    } catch (IllegalArgumentException | IOException bad) {
      err.println("killpath stress: " + bad.getMessage());
      return BAD_INPUT;
    }
  }

  private int run(Settings settings, ResultsFile file) {
    final TimeBudget budget = new TimeBudget(settings.budget());
    final StressTests tests = StressTests.declared();
    out.println("jcstress: budget " + settings.budget().toSeconds() + " s, seed of the delays "
        + settings.seed());
    final Run run = new Run(
        budget,
        tests,
        Expectations.load(),
        List.of("-D" + ForkedCell.SEED + "=" + settings.seed()),
        out);
    final List<Cell> cells = cells(tests);
    final Thread onInterrupt = new Thread(() -> {
      run.interrupt();
      finish(
          new Results(
              settings.seed(),
              run.selfJudged(),
              run.resultsOf(cells),
              Optional.of("Partial: the run was interrupted after "
                  + budget.elapsed().toSeconds() + " s.")),
          file);
    });
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    final Results results =
        new Results(settings.seed(), run.selfJudged(), run.run(cells), Optional.empty());
    Runtime.getRuntime().removeShutdownHook(onInterrupt);
    final boolean asExpected = finish(results, file);
    out.println("jcstress took " + budget.elapsed().toSeconds() + " s.");
    return asExpected ? AS_EXPECTED : NOT_AS_EXPECTED;
  }

  /** Prints and writes what there is. True if everything is as expected. */
  private boolean finish(Results results, ResultsFile file) {
    out.println();
    out.print(results.text());
    final List<String> failures = results.inspection().failures();
    failures.forEach(failure -> err.println("FAILED: " + failure));
    try {
      file.write(results);
    } catch (IOException unwritten) {
      err.println("killpath stress: " + unwritten.getMessage());
      return false;
    }
    return failures.isEmpty();
  }

  /** Every scenario that has a test, under every design. */
  private static List<Cell> cells(StressTests tests) {
    final List<Cell> cells = new ArrayList<>();
    final List<Design> designs = DesignCatalogue.all().designs();
    for (Scenario scenario : ScenarioCatalogue.all().scenarios()) {
      if (tests.of(scenario.id()).isPresent()) {
        designs.forEach(design -> cells.add(new Cell(scenario, design)));
      }
    }
    return cells;
  }
}
