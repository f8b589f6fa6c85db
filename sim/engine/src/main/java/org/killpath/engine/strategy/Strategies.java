package org.killpath.engine.strategy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.killpath.engine.strategy.dpor.SourceDpor;

/** Every strategy by the name it has on the command line. */
public final class Strategies {
  private static final Map<String, LongFunction<Strategy>> BY_NAME = byName();

  private Strategies() {}

  private static Map<String, LongFunction<Strategy>> byName() {
    final Map<String, LongFunction<Strategy>> strategies = new TreeMap<>();
    strategies.put("random-walk", RandomWalk::new);
    strategies.put("pct2", seed -> new Pct(seed, 2, 0));
    strategies.put("pct3", seed -> new Pct(seed, 3, 0));
    strategies.put("pct4", seed -> new Pct(seed, 4, 0));
    strategies.put("pos", Pos::new);
    strategies.put("urw", UniformRandomWalk::new);
    strategies.put("round-robin", seed -> new RoundRobin());
    strategies.put("preemption-bounded1", seed -> new PreemptionBounded(1));
    strategies.put("preemption-bounded2", seed -> new PreemptionBounded(2));
    strategies.put("dpor", seed -> new SourceDpor());
    strategies.put("dfs", seed -> new PreemptionBounded(PreemptionBounded.UNBOUNDED));
    return strategies;
  }

  /** All names, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** A new strategy with that name, if there is one; those that draw nothing ignore the seed. */
  public static Optional<Strategy> byName(String name, long seed) {
    return Optional.ofNullable(BY_NAME.get(name)).map(maker -> maker.apply(seed));
  }
}
