package org.killpath.explore.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.killpath.explore.ExecutionCut;
import org.killpath.explore.SplitMix;
import org.killpath.explore.StageMissed;
import org.killpath.explore.Strategies;
import org.killpath.explore.Strategy;
import org.killpath.outcome.Outcome;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;
import org.killpath.runtime.carrier.Carriers;

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
   * What there is to look for.
   */
  @FunctionalInterface
  public interface Quest {
    /** The targets on {@code subject}; none if it is to be left out. */
    List<Target> targets(Subject subject, Controlled controlled);
  }

  public Contest {
    strategies = List.copyOf(strategies);
  }

  /**
   * Lets all strategies run on all subjects.
   *
   * @param stopped ends the contest early: what is unfinished then is missing
   * @return a row for each target of each subject, in their order
   */
  public List<Row> run(List<Subject> subjects, Quest quest, BooleanSupplier stopped) {
    final ExecutorService crew = Executors.newFixedThreadPool(threads, work -> {
      final Thread thread = new Thread(work, "contest");
      thread.setDaemon(true);
      return thread;
    });
    try {
      final List<Future<List<Row>>> results = new ArrayList<>();
      for (Subject subject : subjects) {
        results.add(crew.submit(() -> rows(subject, quest, stopped)));
      }
      final List<Row> rows = new ArrayList<>();
      for (Future<List<Row>> result : results) {
        rows.addAll(result.get());
      }
      return rows;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      crew.shutdown();
    }
  }

  private List<Row> rows(Subject subject, Quest quest, BooleanSupplier stopped) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final List<Target> targets = quest.targets(subject, controlled);
      final Subject.Load load = subject.on(controlled);
      final List<Map<String, Spread>> spreads = new ArrayList<>();
      targets.forEach(target -> spreads.add(new LinkedHashMap<>()));
      for (String name : targets.isEmpty() ? List.<String>of() : strategies) {
        final List<List<Spread.Hunt>> hunts = new ArrayList<>();
        targets.forEach(target -> hunts.add(new ArrayList<>()));
        for (int i = 0; i < runsOf(name); i++) {
          final Strategy strategy = strategy(name, subject, i);
          final List<Spread.Hunt> found = hunt(load, strategy, targets, stopped);
          if (stopped.getAsBoolean()) {
            return List.of();
          }
          for (int target = 0; target < targets.size(); target++) {
            hunts.get(target).add(found.get(target));
          }
        }
        for (int target = 0; target < targets.size(); target++) {
          spreads.get(target).put(name, Spread.of(hunts.get(target)));
        }
      }
      final List<Row> rows = new ArrayList<>();
      for (int target = 0; target < targets.size(); target++) {
        rows.add(new Row(subject, targets.get(target).name(), spreads.get(target)));
      }
      return rows;
    }
  }

  private int runsOf(String name) {
    return Strategies.byName(name, seed).orElseThrow().isSystematic() ? 1 : seeds;
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
