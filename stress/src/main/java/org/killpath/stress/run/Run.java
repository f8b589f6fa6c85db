package org.killpath.stress.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;
import org.killpath.stress.fork.Plan;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.Known;
import org.killpath.stress.result.SelfJudged;

/**
 * One run within its budget: the detector's own tests; a small sample of drawn interleavings of each
 * cell; free worlds under jcstress, round after round; and at the end more drawn interleavings of the
 * cells in which something is there that no free world came to.
 */
public final class Run {
  /** Drawn interleavings of each cell. */
  private static final long DRAWN = 50;

  /** The same, where something is rare. */
  private static final long DRAWN_OF_RARE = 5_000;

  /** Parts of the budget, in percent. */
  private static final int DETECTOR_PERCENT = 3;

  private static final int DRAWING_PERCENT = 7;
  private static final int RARE_PERCENT = 5;

  private static final Duration DETECTOR_LEAST = Duration.ofSeconds(2);

  /** However long all the rest may take. */
  private static final Duration DETECTOR_MOST = Duration.ofMinutes(10);

  /** If so many forks broke off, the next one would, too. */
  private static final int MOST_BROKEN = 3;

  private final TimeBudget budget;
  private final StressTests tests = StressTests.declared();
  private final Function<Cell, Known> known;
  private final long seed;
  private final PrintStream out;
  private final Forks forks = new Forks();
  private final Free free;
  private final List<SelfJudged> selfJudged = new CopyOnWriteArrayList<>();
  private final Drawn drawn = new Drawn();

  /**
   * @param known what a cell may show
   * @param seed of delays and drawn interleavings
   * @param out gets a line every few seconds
   * @param directory takes what forks are told
   * @throws IllegalArgumentException if this machine has too few processors for jcstress
   */
  public Run(
      TimeBudget budget, Function<Cell, Known> known, long seed, PrintStream out, Path directory)
      throws IOException {
    this.budget = budget;
    this.known = known;
    this.seed = seed;
    this.out = out;
    forks.check(tests.anyCell());
    this.free = new Free(forks, tests.anyCell(), seed, directory);
  }

  /** Runs what fits; returns when the budget is used up or nothing is left to do. */
  public void run(List<Cell> cells) {
    try (Ticker ticker = new Ticker(budget, out)) {
      runSelfJudged(ticker);
      draw(ticker, cells, DRAWN, percent(DRAWING_PERCENT));
      runFree(ticker, cells);
      final List<Cell> rare = reports(cells).stream()
          .filter(report -> !report.rare().isEmpty() || !report.outside().isEmpty())
          .filter(report -> report.drawn().flatMap(Result::failure).isEmpty())
          .map(CellReport::cell)
          .toList();
      draw(ticker, rare, DRAWN_OF_RARE, max(budget.remaining(), percent(RARE_PERCENT)));
    }
  }

  private void runSelfJudged(Ticker ticker) {
    ticker.now(() -> "the detector's own test");
    final Duration all = min(max(percent(DETECTOR_PERCENT), DETECTOR_LEAST), DETECTOR_MOST);
    forks.run(
        tests.others().stream().map(test -> new Forks.Fork(test, List.of())).toList(),
        all.dividedBy(tests.others().size()),
        Forks.Stride.LARGE,
        result -> {
          final SelfJudged test = new SelfJudged(
              tests.others().get(result.number()).name(),
              result.samples(),
              result.forbidden(),
              result.broken());
          selfJudged.add(test);
          ticker.say(test.words());
        });
  }

  private void draw(Ticker ticker, List<Cell> cells, long most, Duration time) {
    if (cells.isEmpty()) {
      return;
    }
    final Sampler sampler = new Sampler(seed);
    ticker.now(() -> String.format(
        Locale.ROOT,
        "drawing interleavings: %,d of at most %,d; %,d of %,d cells are done",
        sampler.drawn(),
        most * cells.size(),
        sampler.finished(),
        cells.size()));
    sampler.sample(cells, most, time).forEach(drawn::add);
  }

  private void runFree(Ticker ticker, List<Cell> cells) {
    final Rounds rounds = new Rounds(budget.whole());
    while (true) {
      final List<CellReport> reports = reports(cells).stream()
          .filter(report -> !free.isStalled(report.cell().toString()))
          .toList();
      final List<Plan> plans = Rounds.plans(reports, forks.atOnce(tests.anyCell()));
      final Optional<Duration> time = rounds.next(budget.remaining().minus(percent(RARE_PERCENT)));
      if (plans.isEmpty() || time.isEmpty() || free.broken().size() >= MOST_BROKEN) {
        return;
      }
      final long enough = reports.stream()
          .filter(report -> report.worlds() >= Need.least(report.cell()))
          .count();
      ticker.now(() -> String.format(
          Locale.ROOT,
          "free worlds: %,d; when this round began, %,d of %,d cells had all they need",
          free.worlds(),
          enough,
          cells.size()));
      final Duration before = budget.elapsed();
      free.run(plans, time.get());
      rounds.took(time.get(), budget.elapsed().minus(before));
    }
  }

  /**
   * Nothing that comes from now on counts: JVMs may die of what interrupts this one. How many free
   * worlds that were under way are lost by that.
   */
  public long interrupt() {
    final long lost = free.underWay();
    free.interrupt();
    return lost;
  }

  /** What there is by now, in the order of {@code cells}. */
  public List<CellReport> reports(List<Cell> cells) {
    return cells.stream()
        .map(cell ->
            new CellReport(cell, free.tally().of(cell.cellId()), drawn.of(cell), known.apply(cell)))
        .toList();
  }

  /** What the detector's tests showed. */
  public List<SelfJudged> selfJudged() {
    return List.copyOf(selfJudged);
  }

  /** Why forked JVMs broke off. */
  public List<String> broken() {
    return free.broken();
  }

  private Duration percent(int part) {
    return budget.whole().multipliedBy(part).dividedBy(100);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
