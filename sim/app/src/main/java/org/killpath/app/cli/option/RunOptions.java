package org.killpath.app.cli.option;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.StrategyProvider;
import org.killpath.engine.strategy.Systematic;
import org.killpath.lab.cell.Budget;
import picocli.CommandLine.Option;

/** How choices are made, and how many schedules are run. */
public final class RunOptions {
  public static final String USUAL_STRATEGY = "random-walk";

  /** That of commands which search before they sample. */
  static final String SEARCH = "dpor";

  private static final long USUAL_SEED = 1;
  private static final Duration USUAL_SEARCH = Duration.ofSeconds(55);

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "How choices are made (default: random-walk; of answers and compare: dpor).")
  private Optional<String> strategy = Optional.empty();

  private String usual = USUAL_STRATEGY;

  @Option(
      names = "--schedules",
      paramLabel = "N",
      description = "At most so many schedules of each cell.",
      converter = Converters.Count.class)
  private Optional<Long> schedules = Optional.empty();

  @Option(
      names = "--staged",
      paramLabel = "N",
      description = "At most so many schedules of each cell whose ordering is staged, which leaves"
          + " less to chance (default: as --schedules).",
      converter = Converters.Count.class)
  private Optional<Long> staged = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same schedules, on any JDK (default: 1).",
      converter = Converters.Whole.class)
  private long seed = USUAL_SEED;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "Stop after this time, for example 30s or 5m; without --schedules, run as many"
          + " as fit (default of a search that --strategy names, as dfs and dpor: 55s).",
      converter = Converters.Time.class)
  private Optional<Duration> time = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many cells to explore side by side (default: all cores); the results do"
          + " not depend on it.",
      converter = Converters.Count.class)
  private Optional<Long> threads = Optional.empty();

  /** The wanted strategy, if the user named one. */
  public Optional<String> strategyName() {
    return strategy;
  }

  /** The most schedules, if the user named them. */
  public Optional<Long> schedules() {
    return schedules;
  }

  /** Does the user say how choices are made, how many schedules there are, or how long? */
  boolean saysHow() {
    return strategy.isPresent() || schedules.isPresent() || time.isPresent();
  }

  public long seed() {
    return seed;
  }

  public Optional<Duration> time() {
    return time;
  }

  public int threads() {
    return (int)
        Math.min(1024, threads.orElseGet(() -> (long) Runtime.getRuntime().availableProcessors()));
  }

  /**
   * When to stop. Where the user does not say so: a sample, and what a command does if nobody names a
   * strategy, ends after {@code usual} schedules of each cell, a search after a time, since nobody
   * knows how much there is to search.
   */
  Budget budget(Budget usual) {
    if (staged.isPresent() && schedules.isEmpty()) {
      throw new BadInput("--staged says how many of --schedules; --schedules is missing");
    }
    if (schedules.isPresent()) {
      final long each = schedules.get();
      return new Budget(
          OptionalLong.of(each), OptionalLong.of(Math.min(each, staged.orElse(each))), time);
    }
    if (time.isPresent()) {
      return new Budget(OptionalLong.empty(), time);
    }
    return strategy.isPresent() && strategies().apply(seed) instanceof Systematic
        ? new Budget(OptionalLong.empty(), Optional.of(USUAL_SEARCH))
        : usual;
  }

  /** What is done if the user names no strategy. */
  void usually(String name) {
    usual = name;
  }

  /** The strategy of a search that goes on; complains if the user named another one. */
  void goOnWith(String name) {
    if (strategy.isPresent() && !strategy.get().equals(name)) {
      throw new BadInput("the saved search was by " + name + ", not by " + strategy.get());
    }
    strategy = Optional.of(name);
  }

  /** Makes strategies of the wanted name. */
  public LongFunction<Strategy> strategies() {
    return strategies(strategy.orElse(usual));
  }

  /** Makes strategies of that name. */
  public static LongFunction<Strategy> strategies(String name) {
    return provider(name)::make;
  }

  /**
   * What makes strategies of that name.
   *
   * @throws org.killpath.engine.strategy.UnusableStrategy if it cannot make one
   */
  public static StrategyProvider provider(String name) {
    final Strategies all = Strategies.all();
    final StrategyProvider found =
        all.find(name).orElseThrow(() -> Catalogue.unknown("strategy", name, all.names()));
    found.make(USUAL_SEED); // said before anything is run
    return found;
  }
}
