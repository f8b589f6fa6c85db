package org.killpath.engine.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.StrategyProvider;

/**
 * How many schedules each strategy takes to find something. An execution that a strategy cuts short
 * counts as a schedule. A strategy that goes through interleavings one by one draws nothing, so it
 * runs once; the others run once for each seed.
 *
 * @param strategies that are compared
 * @param seed of the whole contest; that of each run follows from it
 * @param seeds how often those that draw are run
 * @param limit schedules of one run at most
 * @param threads how many subjects are run side by side; the numbers do not depend on it
 */
public record Contest(
    List<StrategyProvider> strategies, long seed, int seeds, long limit, int threads) {
  /** What the strategies did on one subject, with one target. */
  public record Row(Subject subject, String target, Map<String, Spread> spreads) {}

  /**
   * What it came to on one subject.
   *
   * @param aim what there was to look for
   * @param rows one for each target, if the strategies were compared
   * @param failure if the model itself failed
   */
  public record Result(Subject subject, Aim aim, List<Row> rows, Optional<String> failure) {
    static Result of(Subject subject, Aim aim, List<Row> rows) {
      return new Result(subject, aim, List.copyOf(rows), Optional.empty());
    }

    static Result without(Subject subject, Fate fate, long traces) {
      return of(subject, Aim.without(fate, traces), List.of());
    }

    static Result failed(Subject subject, Throwable thrown) {
      return new Result(
          subject, Aim.without(Fate.FAILED, 0), List.of(), Optional.of(thrown.toString()));
    }

    /** What became of the subject. */
    public Fate fate() {
      return aim.fate();
    }
  }

  public Contest {
    strategies = List.copyOf(strategies);
  }

  /** The names of the strategies. */
  public List<String> names() {
    return strategies.stream().map(StrategyProvider::name).toList();
  }

  /**
   * Lets all strategies run on all subjects.
   *
   * @param stopped ends the contest early, after the schedules that are under way
   * @param finished called for each subject when nothing more is to be done for it, by any thread
   * @return the results, in the order of the subjects
   */
  public List<Result> run(
      List<Subject> subjects, Quest quest, BooleanSupplier stopped, Runnable finished) {
    final Quest hasty = quest.hasty();
    return new ContestCrew(subjects, threads, finished).run((subject, controlled, inHaste) -> {
      final Result result = result(subject, inHaste ? hasty : quest, controlled, stopped);
      return inHaste && !hasty.equals(quest) && result.fate() == Fate.SEARCH_TOO_LONG
          ? Optional.empty()
          : Optional.of(result);
    });
  }

  private Result result(
      Subject subject, Quest quest, Controlled controlled, BooleanSupplier stopped) {
    if (stopped.getAsBoolean()) {
      return Result.without(subject, Fate.NOT_FINISHED, 0);
    }
    final Aim aim = quest.aim(subject, controlled, stopped);
    if (aim.fate() != Fate.COMPARED) {
      return Result.of(subject, aim, List.of());
    }
    final List<Row> rows = new ArrayList<>();
    aim.targets()
        .forEach(target -> rows.add(new Row(subject, target.name(), new LinkedHashMap<>())));
    for (StrategyProvider strategy : strategies) {
      final String name = strategy.name();
      final Optional<List<Spread>> spreads =
          spreads(strategy, subject, controlled, aim.targets(), stopped);
      if (spreads.isEmpty()) {
        return Result.without(subject, Fate.NOT_FINISHED, aim.traces());
      }
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).spreads().put(name, spreads.get().get(i));
      }
    }
    return Result.of(subject, aim, rows);
  }

  /** All runs of one strategy: a spread for each target; empty if they were stopped. */
  private Optional<List<Spread>> spreads(
      StrategyProvider strategy,
      Subject subject,
      Controlled controlled,
      List<Target> targets,
      BooleanSupplier stopped) {
    final List<List<Spread.Hunt>> hunts = new ArrayList<>();
    targets.forEach(target -> hunts.add(new ArrayList<>()));
    for (int run = 0; run < runsOf(strategy); run++) {
      final List<Spread.Hunt> found =
          hunt(subject, made(strategy, subject, run), controlled, targets, stopped);
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      for (int i = 0; i < found.size(); i++) {
        hunts.get(i).add(found.get(i));
      }
    }
    return Optional.of(hunts.stream().map(Spread::of).toList());
  }

  /** Where every run of the strategy does the same, one is enough. */
  private int runsOf(StrategyProvider strategy) {
    return strategy.draws() ? seeds : 1;
  }

  private Strategy made(StrategyProvider strategy, Subject subject, int run) {
    return strategy.make(SplitMix.seedFor(subject.name(), seed + run));
  }

  /** One run of one strategy, until all targets are met. */
  private List<Spread.Hunt> hunt(
      Subject subject,
      Strategy strategy,
      Controlled controlled,
      List<Target> targets,
      BooleanSupplier stopped) {
    final long[] found = new long[targets.size()];
    int missing = found.length;
    long schedules = 0;
    final Iterator<Ran<Subject>> search =
        Search.of(subject, strategy).on(controlled).iterator();
    boolean exhausted = false;
    while (missing > 0 && schedules < limit && !stopped.getAsBoolean()) {
      if (!search.hasNext()) {
        exhausted = true;
        break;
      }
      schedules++;
      if (search.next() instanceof Ran.Ended<Subject> ended) {
        for (int i = 0; i < found.length; i++) {
          if (found[i] == 0 && targets.get(i).met().test(ended.verdict().outcome())) {
            found[i] = schedules;
            missing--;
          }
        }
      }
    }
    final long run = schedules;
    final boolean atItsEnd = exhausted;
    return Arrays.stream(found)
        .mapToObj(number -> new Spread.Hunt(
            number == 0 ? OptionalLong.empty() : OptionalLong.of(number), run, atItsEnd))
        .toList();
  }
}
