package org.killpath.lab.ordering.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.OrderingScript.Source;
import org.killpath.lab.ordering.Place;

/** The file of one ordering. */
public final class ScriptFile {
  private ScriptFile() {}

  /**
   * Reads a file of the user's.
   *
   * @throws IOException if there is none that could be read
   * @throws BadScript if it is no ordering
   */
  public static OrderingScript read(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return read(file.toString(), bytes.readNBytes(Limits.BYTES + 1));
    }
  }

  /**
   * Reads a text.
   *
   * @param file as messages name it
   * @throws BadScript if it is no ordering
   */
  public static OrderingScript read(String file, byte[] bytes) {
    if (bytes.length > Limits.BYTES) {
      throw new BadScript(
          new Place(file, 1, 1),
          "more than " + Limits.BYTES + " bytes",
          "at most so many: an ordering");
    }
    final Node root = Tree.of(file, text(file, bytes));
    return ScriptReader.read(new Source(file, digest(bytes)), root);
  }

  private static String text(String file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadScript(new Place(file, 1, 1), "bytes that are no UTF-8", "a text");
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
