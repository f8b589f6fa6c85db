package org.killpath.lab.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.yaml.ScriptFile;

/**
 * The orderings of this project: a file of each, and a list of the files in the order of the table.
 */
final class OwnOrderings {
  private static final String LIST = "catalogue.txt";

  private OwnOrderings() {}

  /** All of them. */
  static List<OrderingScript> scripts() {
    return new String(bytes(LIST), StandardCharsets.UTF_8)
        .lines()
        .map(name -> name + ".yaml")
        .map(name -> ScriptFile.read(name.substring(name.indexOf('/') + 1), bytes(name)))
        .toList();
  }

  private static byte[] bytes(String name) {
    try (InputStream stream =
        Optional.ofNullable(OrderingScript.class.getResourceAsStream(name)).orElseThrow()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
