package org.killpath.app.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.killpath.lab.catalogue.ScenarioCatalogue;

/** Finds the scripts of orderings: those that are packed with this program, and the user's. */
public final class Playables {
  private static final int MOST_BYTES = 1 << 20;

  private Playables() {}

  /** The catalogue's ordering of that id, if it has one as a script. */
  public static Optional<Playable> packed(String id) {
    return ScenarioCatalogue.ownText(id).map(text -> Playable.read(id + ".yaml", text));
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
}
