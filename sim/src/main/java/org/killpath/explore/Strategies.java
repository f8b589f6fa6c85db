package org.killpath.explore;

import java.util.List;
import java.util.Optional;

/** The strategies that the command line knows, by name. */
public final class Strategies {
  private Strategies() {}

  public static List<String> names() {
    return List.of("random-walk");
  }

  /** A new strategy with that name, if there is one. */
  public static Optional<Strategy> byName(String name, long seed) {
    return name.equals("random-walk") ? Optional.of(new RandomWalk(seed)) : Optional.empty();
  }
}
