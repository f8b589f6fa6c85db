package org.killpath.lab.ordering.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.killpath.lab.ordering.OrderingScript;

/** The files of the catalogue, as they stand there. */
final class Resources {
  private Resources() {}

  /** Of the file of that name, below the folder of orderings. */
  static byte[] bytes(String name) {
    try (InputStream stream = OrderingScript.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
