package org.killpath.lab.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ExecutionCut;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.engine.strategy.Strategies;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.search.StageMissed;

/**
 * How many schedules each strategy takes to find something. An execution that a strategy cuts short
 * counts as a schedule. A strategy that goes through interleavings one by one draws nothing, so it
 * runs once; the others run once for each seed.
 *
 * @param strategies by their names
 * @param seed of the whole contest; that of each run follows from it
 * @param seeds how often those that draw are run
 * @param limit schedules of one run at most
 * @param threads how many subjects are run side by side; the numbers do not depend on it
 */
public record Contest(List<String> strategies, long seed, int seeds, long limit, int threads) {
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

    public Fate fate() {
      return aim.fate();
    }
  }

  public Contest {
    strategies = List.copyOf(strategies);
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
    for (String name : strategies) {
      final Optional<List<Spread>> spreads =
          spreads(name, subject, subject.on(controlled), aim.targets(), stopped);
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
      String name,
      Subject subject,
      Subject.Load load,
      List<Target> targets,
      BooleanSupplier stopped) {
    final List<List<Spread.Hunt>> hunts = new ArrayList<>();
    targets.forEach(target -> hunts.add(new ArrayList<>()));
    for (int run = 0; run < runsOf(name); run++) {
      final List<Spread.Hunt> found = hunt(load, strategy(name, subject, run), targets, stopped);
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      for (int i = 0; i < found.size(); i++) {
        hunts.get(i).add(found.get(i));
      }
    }
    return Optional.of(hunts.stream().map(Spread::of).toList());
  }

  /** True if every run of the strategy does the same, so that one is enough. */
  public static boolean drawsNothing(String strategy) {
    return Strategies.byName(strategy, 0).orElseThrow().ignoresSeed();
  }

  private int runsOf(String name) {
    return drawsNothing(name) ? 1 : seeds;
  }

  private Strategy strategy(String name, Subject subject, int run) {
    return Strategies.byName(name, SplitMix.seedFor(subject.name(), seed + run)).orElseThrow();
  }

  /** One run of one strategy, until all targets are met. */
  private List<Spread.Hunt> hunt(
      Subject.Load load, Strategy strategy, List<Target> targets, BooleanSupplier stopped) {
    final long[] found = new long[targets.size()];
    int missing = found.length;
    long schedules = 0;
    boolean exhausted = false;
    while (missing > 0 && schedules < limit && !stopped.getAsBoolean()) {
      if (!strategy.begin(schedules)) {
        exhausted = true;
        break;
      }
      schedules++;
      try {
        final Outcome outcome = load.run(strategy, StepObserver.NONE);
        for (int i = 0; i < found.length; i++) {
          if (found[i] == 0 && targets.get(i).met().test(outcome)) {
            found[i] = schedules;
            missing--;
          }
        }
      } catch (ExecutionCut | StageMissed nothing) {
        // counted as a schedule that found nothing
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
