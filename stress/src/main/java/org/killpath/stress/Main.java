package org.killpath.stress;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.killpath.lab.cell.Cell;
import org.killpath.stress.report.Results;
import org.killpath.stress.report.ResultsFile;
import org.killpath.stress.run.Run;
import org.killpath.stress.run.TimeBudget;

/**
 * Has jcstress hammer every ordering under every design and ends with the outcome table. Exit status
 * 1 means that something was seen that must not be, 2 that the run could not begin.
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
      final TimeBudget budget = new TimeBudget(settings.budget());
      final Asked asked = Asked.of(settings);
      final ResultsFile file = new ResultsFile(settings.target());
      final Run run = new Run(
          budget, asked::known, settings.seed(), out, settings.target().resolve("stress-plans"));
      return run(settings, budget, asked.cells(), run, file);
    } catch (IllegalArgumentException | IOException bad) {
      err.println("killpath stress: " + bad.getMessage());
      return BAD_INPUT;
    }
  }

  private int run(
      Settings settings, TimeBudget budget, List<Cell> cells, Run run, ResultsFile file) {
    out.println("jcstress: " + cells.size() + " cells, budget "
        + settings.budget().toSeconds() + " s, seed " + settings.seed());
    final Thread onInterrupt = new Thread(() -> {
      final String lost =
          String.format(Locale.ROOT, "%,d free worlds that were under way", run.interrupt());
      final String partial = "Partial: the run was interrupted after "
          + budget.elapsed().toSeconds() + " s; " + lost + " are not counted.";
      finish(results(settings, cells, run, Optional.of(partial)), file);
    });
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    final Optional<String> broken = whyBroken(run, cells);
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException interrupted) {
      return NOT_AS_EXPECTED; // the hook says what there is
    }
    final Optional<String> partial = broken.map(
        why -> "Partial: the run broke off after " + budget.elapsed().toSeconds() + " s: " + why);
    final boolean asExpected = finish(results(settings, cells, run, partial), file);
    out.println("It took " + budget.elapsed().toSeconds() + " s.");
    return asExpected && broken.isEmpty() ? AS_EXPECTED : NOT_AS_EXPECTED;
  }

  /** Runs; what it has seen until it breaks off is worth being told. */
  private static Optional<String> whyBroken(Run run, List<Cell> cells) {
    try {
      run.run(cells);
      return Optional.empty();
    } catch (UncheckedIOException file) {
      return Optional.of(file.getCause().toString());
    } catch (RuntimeException | Error thrown) {
      return Optional.of(thrown.toString());
    }
  }

  private static Results results(
      Settings settings, List<Cell> cells, Run run, Optional<String> warning) {
    return new Results(
        settings.seed(), run.selfJudged(), run.broken(), run.reports(cells), warning);
  }

  /** Prints and writes what there is. True if everything is as expected. */
  private boolean finish(Results results, ResultsFile file) {
    out.println();
    out.print(results.text());
    try {
      file.write(results);
    } catch (IOException unwritten) {
      err.println("killpath stress: " + unwritten.getMessage());
      return false;
    }
    return results.inspection().failures().isEmpty();
  }
}
