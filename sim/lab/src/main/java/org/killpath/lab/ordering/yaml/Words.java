package org.killpath.lab.ordering.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.killpath.lab.ordering.BadScript;

/** What single words of a script can be. */
final class Words {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,38}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final int LONGEST_LINE = 300;

  private Words() {}

  /** A word or a line. */
  static Node.Scalar scalar(Node node, String expected) {
    if (node instanceof Node.Scalar scalar) {
      return scalar;
    }
    throw new BadScript(node.place(), node.shown(), expected);
  }

  /** One line of text with something in it. */
  static String line(Node node, String what) {
    final Node.Scalar scalar = scalar(node, what);
    final String text = scalar.text();
    if (text.isBlank()
        || text.length() > LONGEST_LINE
        || text.codePoints().anyMatch(Words::isUnprintable)) {
      throw new BadScript(
          node.place(), scalar.shown(), what + ": one line, at most " + LONGEST_LINE + " long");
    }
    return text;
  }

  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.FORMAT
        || Character.getType(codePoint) == Character.SURROGATE // half a character
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
  }

  /** What a script calls something of its own. */
  static String name(Node node, String what) {
    final Node.Scalar scalar = scalar(node, what);
    if (!NAME.matcher(scalar.text()).matches()) {
      throw new BadScript(
          node.place(),
          scalar.shown(),
          what + ": letters a to z and A to Z, digits, '-', '_', at most 39");
    }
    return scalar.text();
  }

  /** The id of an ordering. */
  static String id(Node node) {
    final String what = "an id: letters a to z and A to Z, digits, '-', '_', at most 60";
    final Node.Scalar scalar = scalar(node, what);
    if (!ID.matcher(scalar.text()).matches()) {
      throw new BadScript(node.place(), scalar.shown(), what);
    }
    return scalar.text();
  }

  static boolean flag(Node node) {
    return oneOf(node, List.of("true", "false"), word -> word).equals("true");
  }

  static int number(Node node, int least, int most) {
    final String expected = "a number from " + least + " to " + most;
    final Node.Scalar scalar = scalar(node, expected);
    if (!NUMBER.matcher(scalar.text()).matches()) {
      throw new BadScript(node.place(), scalar.shown(), expected);
    }
    final int number = Integer.parseInt(scalar.text());
    if (number < least || number > most) {
      throw new BadScript(node.place(), scalar.shown(), expected);
    }
    return number;
  }

  /** A constant in lower case, with hyphens: {@code dead-storage}. */
  static <E extends Enum<E>> E constant(Node node, Class<E> type) {
    return oneOf(node, Arrays.asList(type.getEnumConstants()), Words::word);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one among {@code all} that is called so. */
  static <T> T oneOf(Node node, List<T> all, Function<T, String> called) {
    final String expected =
        "one of " + String.join(", ", all.stream().map(called).toList());
    final Node.Scalar scalar = scalar(node, expected);
    return all.stream()
        .filter(one -> called.apply(one).equals(scalar.text()))
        .findFirst()
        .orElseThrow(() -> new BadScript(node.place(), scalar.shown(), expected));
  }

  /** The items of a list. */
  static List<Node> list(Node node, String what, int most) {
    if (!(node instanceof Node.Sequence sequence)) {
      throw new BadScript(node.place(), node.shown(), "a list of " + what);
    }
    if (sequence.items().size() > most) {
      throw new BadScript(
          sequence.items().get(most).place(), "one more", "at most " + most + " " + what);
    }
    return sequence.items();
  }
}
