package org.killpath.stress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.Expectations;
import org.killpath.stress.Forks.Fork;
import org.killpath.stress.Forks.Result;
import org.killpath.stress.Forks.Stride;
import org.killpath.stress.StressedCell.Skip;
import org.killpath.stress.fork.ForkedCell;
import org.openjdk.jcstress.infra.TestInfo;

/** One run of jcstress within its budget: the detector's own tests, then cells, most worth first. */
final class Run {
  /** The part of the budget, in percent, that the detector's tests get. */
  private static final int DETECTOR_PERCENT = 6;

  private static final Duration DETECTOR_LEAST = Duration.ofSeconds(2);

  private final TimeBudget budget;
  private final StressTests tests;
  private final Expectations expectations;
  private final List<String> properties;
  private final PrintStream progress;
  private final Forks forks = new Forks();
  private final List<SelfJudged> selfJudged = new CopyOnWriteArrayList<>();
  private final Map<Cell, StressedCell> results = new ConcurrentHashMap<>();
  private volatile boolean interrupted;
  private int finished;
  private int planned;

  /**
   * @param properties further arguments of every forked JVM
   * @param progress gets a line per cell
   */
  Run(
      TimeBudget budget,
      StressTests tests,
      Expectations expectations,
      List<String> properties,
      PrintStream progress) {
    this.budget = budget;
    this.tests = tests;
    this.expectations = expectations;
    this.properties = List.copyOf(properties);
    this.progress = progress;
  }

  /** Runs what fits. The results are in the order of {@code cells}. */
  List<StressedCell> run(List<Cell> cells) {
    final List<Cell> reachable = new ArrayList<>();
    for (Cell cell : cells) {
      if (expectation(cell).filter(Expectation::isUnreachable).isPresent()) {
        skip(cell, Skip.UNREACHABLE);
      } else {
        reachable.add(cell);
      }
    }
    planned = tests.others().size() + reachable.size();
    runSelfJudged();
    runCells(new Worth(expectations).sorted(reachable));
    return resultsOf(cells);
  }

  /** Nothing that comes from now on counts: JVMs may die of what interrupts this one. */
  void interrupt() {
    interrupted = true;
  }

  /** What there is by now, in the order of {@code cells}. */
  List<StressedCell> resultsOf(List<Cell> cells) {
    return cells.stream()
        .map(cell -> results.getOrDefault(
            cell, StressedCell.skipped(cell, expectation(cell), Skip.INTERRUPTED)))
        .toList();
  }

  /** What the detector's tests showed. */
  List<SelfJudged> selfJudged() {
    return selfJudged;
  }

  private void runSelfJudged() {
    final List<TestInfo> others = tests.others();
    if (others.isEmpty()) {
      return;
    }
    final Duration part = budget.whole().multipliedBy(DETECTOR_PERCENT).dividedBy(100);
    final Duration all = part.compareTo(DETECTOR_LEAST) < 0 ? DETECTOR_LEAST : part;
    final List<Fork> batch =
        others.stream().map(test -> new Fork(test, properties)).toList();
    forks.run(batch, all.dividedBy(others.size()), Stride.LARGE, result -> {
      if (interrupted) {
        return;
      }
      final String name = others.get(result.number()).name();
      final SelfJudged test =
          new SelfJudged(name, result.samples(), result.forbidden(), result.broken());
      selfJudged.add(test);
      report(name, test.broken().isPresent() ? "BROKEN" : test.total() + " samples");
    });
  }

  private void runCells(List<Cell> cells) {
    final Pace pace = new Pace();
    int next = 0;
    while (true) {
      final List<Cell> left = cells.subList(next, cells.size());
      final boolean staged = !left.isEmpty() && left.get(0).scenario().isStaged();
      final int alike = (int)
          left.stream().takeWhile(cell -> cell.scenario().isStaged() == staged).count();
      final Pace.Batch batch = pace.next(budget.remaining(), left.size(), alike, staged);
      if (batch.cells() == 0) {
        break;
      }
      final Duration before = budget.elapsed();
      runBatch(cells.subList(next, next + batch.cells()), batch.each());
      pace.took(batch, budget.elapsed().minus(before));
      next += batch.cells();
    }
    for (Cell cell : cells.subList(next, cells.size())) {
      skip(cell, Skip.BUDGET);
    }
  }

  private void runBatch(List<Cell> cells, Duration each) {
    final List<Fork> batch = cells.stream().map(this::fork).toList();
    forks.run(batch, each, Stride.SMALL, result -> {
      if (interrupted) {
        return;
      }
      final Cell cell = cells.get(result.number());
      final StressedCell stressed = stressed(cell, result);
      results.put(cell, stressed);
      report(cell.toString(), summary(stressed));
    });
  }

  private Fork fork(Cell cell) {
    final List<String> arguments = new ArrayList<>(properties);
    arguments.add("-D" + ForkedCell.DESIGN + "=" + cell.design().id());
    return new Fork(tests.of(cell.scenario().id()).orElseThrow(), arguments);
  }

  private StressedCell stressed(Cell cell, Result result) {
    return new StressedCell(
        cell, expectation(cell), result.samples(), Optional.empty(), result.broken());
  }

  private void skip(Cell cell, Skip why) {
    results.put(cell, StressedCell.skipped(cell, expectation(cell), why));
  }

  private Optional<Expectation> expectation(Cell cell) {
    return expectations.of(cell);
  }

  private static String summary(StressedCell cell) {
    if (cell.broken().isPresent()) {
      return "BROKEN";
    }
    final List<String> parts = new ArrayList<>();
    cell.outcomes().forEach((outcome, count) -> parts.add(outcome + " " + count));
    if (cell.missed() > 0) {
      parts.add("ordering missed " + cell.missed());
    }
    return String.join(", ", parts);
  }

  private void report(String what, String came) {
    finished++;
    progress.printf(
        Locale.ROOT,
        "[%d/%d, %d s of %d s] %s: %s%n",
        finished,
        planned,
        budget.elapsed().toSeconds(),
        budget.whole().toSeconds(),
        what,
        came);
    progress.flush();
  }
}
