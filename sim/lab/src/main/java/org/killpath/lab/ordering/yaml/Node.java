package org.killpath.lab.ordering.yaml;

import java.util.List;
import org.killpath.lab.ordering.Place;

/** A piece of a text, by its form. */
sealed interface Node {
  Place place();

  /** One word, or a line of them. */
  record Scalar(Place place, String text) implements Node {}

  /** Several pieces, one after the other. */
  record Sequence(Place place, List<Node> items) implements Node {}

  /** Keys, each with a value. No key stands there twice. */
  record Mapping(Place place, List<Entry> entries) implements Node {}

  /** A key and what stands behind it. */
  record Entry(Scalar key, Node value) {}

  /** As messages name it. */
  default String shown() {
    if (this instanceof Scalar scalar) {
      return quoted(scalar.text());
    }
    return this instanceof Sequence ? "a list" : "a mapping";
  }

  /** What somebody wrote, no longer than a message can bear. */
  static String quoted(String text) {
    final int most = 60;
    return "'" + (text.length() <= most ? text : text.substring(0, most) + "...") + "'";
  }
}
