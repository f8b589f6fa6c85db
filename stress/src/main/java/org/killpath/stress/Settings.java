package org.killpath.stress;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.killpath.stress.run.TimeBudget;

/**
 * What a run is asked for.
 *
 * @param budget how long it may take
 * @param target the directory that takes the results
 * @param seed of all delays and drawn interleavings
 * @param scenarios the only orderings to run; empty for all
 * @param designs the only designs to run; empty for all
 * @param expected a file that says what designs of one's own may show
 */
record Settings(
    Duration budget,
    Path target,
    long seed,
    List<String> scenarios,
    List<String> designs,
    Optional<Path> expected) {
  private static final String RANDOM = "random";
  private static final String PREFIX = "stress.";
  private static final Set<String> KEYS = Set.of(
      "stress.budget",
      "stress.target",
      "stress.seed",
      "stress.scenarios",
      "stress.designs",
      "stress.expected");

  /**
   * Reads {@code stress.budget}, {@code stress.target}, {@code stress.seed}, {@code
   * stress.scenarios}, {@code stress.designs} and {@code stress.expected}.
   *
   * @throws IllegalArgumentException in one line, if a value cannot be read, or if there is another
   *     property of that kind
   */
  static Settings of(Properties properties) {
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(PREFIX) && !KEYS.contains(key)) {
        throw new IllegalArgumentException(
            key + ": there is no such option; there are " + String.join(", ", new TreeSet<>(KEYS)));
      }
    }
    return new Settings(
        read("stress.budget", properties.getProperty("stress.budget", "3m"), TimeBudget::parse),
        read("stress.target", properties.getProperty("stress.target", "target"), Settings::path),
        read("stress.seed", properties.getProperty("stress.seed", RANDOM), Settings::seed),
        names(properties.getProperty("stress.scenarios", "")),
        names(properties.getProperty("stress.designs", "")),
        Optional.of(properties.getProperty("stress.expected", ""))
            .filter(text -> !text.isBlank())
            .map(text -> read("stress.expected", text, Settings::path)));
  }

  private static <T> T read(String key, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(key + ": " + bad.getMessage(), bad);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException bad) {
      throw new IllegalArgumentException(bad.getMessage(), bad);
    }
  }

  private static long seed(String text) {
    if (text.equals(RANDOM)) {
      return ThreadLocalRandom.current().nextLong(1_000_000_000);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException bad) {
      throw new IllegalArgumentException("'" + text + "' is neither a number nor " + RANDOM, bad);
    }
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
