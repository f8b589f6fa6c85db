package org.killpath.stress.run;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long jcstress may run, counted from when the budget was made. */
public final class TimeBudget {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h)");

  private final Duration whole;
  private final long begun = System.nanoTime();

  /** So long from now. */
  public TimeBudget(Duration whole) {
    this.whole = whole;
  }

  /**
   * Reads {@code 60s}, {@code 4m} or {@code 1h}.
   *
   * @throws IllegalArgumentException if it is anything else, or nothing at all
   */
  public static Duration parse(String text) {
    final Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      final long number = Long.parseLong(matcher.group(1));
      if (number > 0) {
        return switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a time: write for example 60s, 4m or 1h");
  }

  /** All there is. */
  public Duration whole() {
    return whole;
  }

  /** What is gone. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** What is left, never less than nothing. */
  public Duration remaining() {
    final Duration left = whole.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
