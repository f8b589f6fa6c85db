package org.killpath.app.cli.option;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what users type for numbers and times. */
public final class Converters {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  /** Ten years. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private Converters() {}

  /** Names separated by commas, of which none may be empty. */
  public static final class Names implements ITypeConverter<NameList> {
    @Override
    public NameList convert(String text) {
      final List<String> names =
          Stream.of(text.split(",", -1)).map(String::strip).toList();
      if (names.contains("")) {
        throw new TypeConversionException("'" + text + "' names nothing at one place or more");
      }
      return new NameList(names);
    }
  }

  /** Names as the user gave them, in one option. */
  public record NameList(List<String> names) {
    public NameList {
      names = List.copyOf(names);
    }

    /** The names of several options together. */
    public static List<String> all(List<NameList> lists) {
      return lists.stream().flatMap(list -> list.names().stream()).toList();
    }
  }

  /** A whole number, 1 or more. */
  public static final class Count implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      final long number = whole(text);
      if (number < 1) {
        throw new TypeConversionException("'" + text + "' is not at least 1");
      }
      return number;
    }
  }

  /** A whole number. */
  static final class Whole implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return whole(text);
    }
  }

  private static long whole(String text) {
    try {
      return Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a whole number");
    }
  }

  /** A time: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
  public static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      final Matcher form = TIME.matcher(text);
      if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
        throw new TypeConversionException("'" + text + "' is not a time such as 30s, 5m or 2h");
      }
      final long amount = Long.parseLong(form.group(1));
      final Duration time = switch (form.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofHours(amount);
      };
      if (time.compareTo(LONGEST) > 0) {
        throw new TypeConversionException(
            "'" + text + "' is too long; the most is " + LONGEST.toHours() + "h");
      }
      return time;
    }
  }
}
