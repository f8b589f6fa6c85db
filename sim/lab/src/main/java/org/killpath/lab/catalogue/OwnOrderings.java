package org.killpath.lab.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.yaml.ScriptFile;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.script.Scripted;
import org.killpath.lab.vhost.device.Device;

/**
 * The orderings of this project: a file of each, and a list of them in the order of the table, which
 * says as much of each as must be known before it is played. A file is read when it is needed.
 */
final class OwnOrderings {
  private static final String LIST = "catalogue.txt";

  private OwnOrderings() {}

  /**
   * One line of the list: {@code vsock/C | staged | killer holder | packet | what happens}.
   *
   * @param file without its suffix
   */
  record Listed(
      String file, Scenario.Form form, Scenario.Actors actors, boolean packet, String story)
      implements Supplier<OrderingScript> {
    static Listed of(String line) {
      final String[] parts = line.split(" \\| ", 5);
      final String[] actors = parts[2].split(" ", 2);
      return new Listed(
          parts[0],
          Scenario.Form.valueOf(parts[1].toUpperCase(Locale.ROOT)),
          new Scenario.Actors(actors[0], actors[1]),
          parts[3].equals("packet"),
          parts[4]);
    }

    /** As it should stand in the list for a file in {@code folder}. */
    static String line(String folder, OrderingScript script) {
      return String.join(
          " | ",
          folder + "/" + script.id(),
          script.form().name().toLowerCase(Locale.ROOT),
          script.actors().first() + " " + script.actors().second(),
          script.packetAfterwards() ? "packet" : "-",
          script.story());
    }

    String id() {
      return file.substring(file.indexOf('/') + 1);
    }

    private Device.Kind device() {
      return Device.Kind.valueOf(file.substring(0, file.indexOf('/')).toUpperCase(Locale.ROOT));
    }

    Scenario scenario() {
      return Scripted.later(device(), id(), form, story, actors, packet, this);
    }

    byte[] text() {
      return bytes(file + ".yaml");
    }

    /** Reads the file. */
    @Override
    public OrderingScript get() {
      return ScriptFile.read(id() + ".yaml", text());
    }
  }

  /** All of them. */
  static List<Listed> all() {
    return new String(bytes(LIST), StandardCharsets.UTF_8)
        .lines()
        .map(Listed::of)
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
