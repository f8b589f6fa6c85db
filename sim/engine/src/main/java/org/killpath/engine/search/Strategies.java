package org.killpath.engine.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.killpath.engine.strategy.Pct;
import org.killpath.engine.strategy.Pos;
import org.killpath.engine.strategy.PreemptionBounded;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.RoundRobin;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.StrategyProvider;
import org.killpath.engine.strategy.UniformRandomWalk;
import org.killpath.engine.strategy.UnusableStrategy;
import org.killpath.engine.strategy.dpor.SourceDpor;

/** Every strategy by the name it has on the command line: this library's, and those provided. */
public final class Strategies {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final Map<String, StrategyProvider> byName = new TreeMap<>();

  private Strategies() {}

  private record BuiltIn(String name, boolean draws, LongFunction<Strategy> maker)
      implements StrategyProvider {
    @Override
    public Strategy make(long seed) {
      return maker.apply(seed);
    }
  }

  /** What somebody provides, looked at before it is used. */
  private record Provided(String name, StrategyProvider service) implements StrategyProvider {
    @Override
    public boolean draws() {
      return service.draws();
    }

    @Override
    public Strategy make(long seed) {
      final Optional<Strategy> made;
      try {
        made = Optional.ofNullable(service.make(seed));
      } catch (RuntimeException | LinkageError broken) {
        throw unusable(service, "cannot be made: " + broken);
      }
      return made.filter(strategy -> name.equals(strategy.name()))
          .orElseThrow(() -> unusable(
              service,
              made.map(other ->
                      "is called " + name + " by its provider, and " + other.name() + " by itself")
                  .orElse("is none: make() gives nothing")));
    }
  }

  private static UnusableStrategy unusable(StrategyProvider provided, String why) {
    return new UnusableStrategy("the strategy of " + provided.getClass().getName() + " " + why);
  }

  /**
   * Those of this library, and those that {@link ServiceLoader} finds.
   *
   * @throws UnusableStrategy if one that is provided cannot be made, or has a name that is taken
   */
  public static Strategies all() {
    final Strategies all = new Strategies();
    for (StrategyProvider own : builtIn()) {
      all.byName.put(own.name(), own);
    }
    try {
      ServiceLoader.load(StrategyProvider.class).forEach(all::add);
    } catch (ServiceConfigurationError | LinkageError broken) {
      throw new UnusableStrategy(
          "a strategy that is provided cannot be had: " + broken.getMessage());
    }
    return all;
  }

  private static List<StrategyProvider> builtIn() {
    return List.of(
        new BuiltIn(RandomWalk.NAME, true, RandomWalk::new),
        new BuiltIn("pct2", true, seed -> new Pct(seed, 2, 0)),
        new BuiltIn("pct3", true, seed -> new Pct(seed, 3, 0)),
        new BuiltIn("pct4", true, seed -> new Pct(seed, 4, 0)),
        new BuiltIn("pos", true, Pos::new),
        new BuiltIn("urw", true, UniformRandomWalk::new),
        new BuiltIn("round-robin", false, seed -> new RoundRobin()),
        new BuiltIn("preemption-bounded1", false, seed -> new PreemptionBounded(1)),
        new BuiltIn("preemption-bounded2", false, seed -> new PreemptionBounded(2)),
        new BuiltIn("dpor", false, seed -> new SourceDpor()),
        new BuiltIn("dfs", false, seed -> new PreemptionBounded(PreemptionBounded.UNBOUNDED)));
  }

  private void add(StrategyProvider provided) {
    final Optional<String> name;
    try {
      name = Optional.ofNullable(provided.name());
    } catch (RuntimeException | LinkageError broken) {
      throw unusable(provided, "does not say its name: " + broken);
    }
    final String usable = name.filter(given -> NAME.matcher(given).matches())
        .orElseThrow(() -> unusable(
            provided,
            "has no name that can be used: those are lower-case letters, digits and hyphens"));
    if (byName.putIfAbsent(usable, new Provided(usable, provided)) != null) {
      throw unusable(provided, "is called " + usable + ", which is taken");
    }
  }

  /** All names, in alphabetical order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Is there a strategy of that name that is not of this library? */
  public boolean isProvided(String name) {
    return byName.get(name) instanceof Provided;
  }

  /** The class that provides the strategy of that name; nothing if it is of this library. */
  public Optional<Class<?>> providedBy(String name) {
    return byName.get(name) instanceof Provided provided
        ? Optional.of(provided.service().getClass())
        : Optional.empty();
  }

  /** What makes the strategies of that name, if there is one. */
  public Optional<StrategyProvider> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A new strategy with that name, if there is one; those that draw nothing ignore the seed. */
  public Optional<Strategy> byName(String name, long seed) {
    return find(name).map(provider -> provider.make(seed));
  }
}
