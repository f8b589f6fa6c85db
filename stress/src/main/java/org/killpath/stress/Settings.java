package org.killpath.stress;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a run is asked for.
 *
 * @param budget how long jcstress may run
 * @param target the directory that takes the results
 * @param seed of all delays
 */
record Settings(Duration budget, Path target, long seed) {
  private static final String RANDOM = "random";

  /**
   * Reads {@code stress.budget}, {@code stress.target} and {@code stress.seed}.
   *
   * @throws IllegalArgumentException in one line, if a value cannot be read
   */
  static Settings of(Properties properties) {
    return new Settings(
        budget(properties.getProperty("stress.budget", "4m")),
        target(properties.getProperty("stress.target", "target")),
        seed(properties.getProperty("stress.seed", RANDOM)));
  }

  private static Duration budget(String text) {
    try {
      return TimeBudget.parse(text);
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException("stress.budget: " + bad.getMessage(), bad);
    }
  }

  private static Path target(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException bad) {
      throw new IllegalArgumentException("stress.target: " + bad.getMessage(), bad);
    }
  }

  private static long seed(String text) {
    if (text.equals(RANDOM)) {
      return ThreadLocalRandom.current().nextLong(1_000_000_000);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException bad) {
      throw new IllegalArgumentException(
          "stress.seed: '" + text + "' is neither a number nor " + RANDOM, bad);
    }
  }
}
