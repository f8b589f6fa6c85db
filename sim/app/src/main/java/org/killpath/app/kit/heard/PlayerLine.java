package org.killpath.app.kit.heard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that the player said.
 *
 * @param kind its first word
 * @param values by key, as they were before they were escaped
 */
record PlayerLine(String kind, Map<String, String> values) {
  /** Behind whatever a console puts before a message. */
  private static final Pattern MARK =
      Pattern.compile("^(?:\\[[^\\]]{0,40}\\] ?){0,3}killpath: (.*)$");

  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9-]{0,30}");
  private static final Pattern VALUE = Pattern.compile("(?:[!-$&-<>-~]|%[0-9a-f]{2})+");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9a-f]{2})");

  PlayerLine {
    values = Map.copyOf(values);
  }

  /** Is this said by the player? */
  static Optional<String> in(String consoleLine) {
    final Matcher mark = MARK.matcher(consoleLine);
    return mark.matches() ? Optional.of(mark.group(1)) : Optional.empty();
  }

  /** Reads what stands behind the mark; nothing if it has not the form of a line. */
  static Optional<PlayerLine> of(String said) {
    final String[] words = said.strip().split(" ", -1);
    if (!WORD.matcher(words[0]).matches()) {
      return Optional.empty();
    }
    final Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      final int equals = words[i].indexOf('=');
      if (equals < 1
          || !KEY.matcher(words[i].substring(0, equals)).matches()
          || !VALUE.matcher(words[i].substring(equals + 1)).matches()) {
        return Optional.empty();
      }
      values.put(words[i].substring(0, equals), plain(words[i].substring(equals + 1)));
    }
    return Optional.of(new PlayerLine(words[0], values));
  }

  /** What steers a terminal stays escaped. */
  private static String plain(String value) {
    return ESCAPE.matcher(value).replaceAll(escape -> {
      final char one = (char) Integer.parseInt(escape.group(1), 16);
      return one >= ' ' && one < 127
          ? Matcher.quoteReplacement(String.valueOf(one))
          : Matcher.quoteReplacement(escape.group());
    });
  }

  /** The value of {@code key}; nothing for one that is not there, or a dash. */
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.equals("-"));
  }

  /** A whole number, if it is one. */
  Optional<Long> number(String key) {
    return value(key).filter(text -> text.matches("-?\\d{1,15}")).map(Long::valueOf);
  }

  boolean isOne(String key) {
    return value(key).filter("1"::equals).isPresent();
  }
}
