package org.killpath.app.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.vhost.device.Device;

/** Finds the scripts of orderings: those that are packed with this program, and the user's. */
public final class Playables {
  private static final int MOST_BYTES = 1 << 20;

  private Playables() {}

  /** The catalogue's ordering of that id, if it has one as a script. */
  public static Optional<Playable> packed(String id) {
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
      return Optional.empty();
    }
    return Stream.of(Device.Kind.values())
        .flatMap(kind -> text(kind, id).stream())
        .map(text -> Playable.read(id + ".yaml", text))
        .findFirst();
  }

  private static Optional<byte[]> text(Device.Kind kind, String id) {
    final String name = kind.name().toLowerCase(Locale.ROOT) + "/" + id + ".yaml";
    try (InputStream in = OrderingScript.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * A file of the user's.
   *
   * @throws org.killpath.lab.ordering.BadScript if it is no ordering
   */
  public static Playable of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Playable.read(file.toString(), in.readNBytes(MOST_BYTES));
    }
  }

  /** Those of the ids that are packed, in their order. */
  public static List<Playable> packed(List<String> ids) {
    return ids.stream().flatMap(id -> packed(id).stream()).toList();
  }
}
