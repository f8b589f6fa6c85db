package org.killpath.app.kit;

import java.nio.charset.StandardCharsets;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.yaml.ScriptFile;

/**
 * An ordering that is to be played, with the text of its script.
 *
 * @param script what the text says
 * @param text as it goes into the kit
 */
public record Playable(OrderingScript script, String text) {
  /**
   * Reads a script.
   *
   * @param file as messages name it
   * @throws org.killpath.lab.ordering.BadScript if it is no ordering
   */
  public static Playable read(String file, byte[] text) {
    return new Playable(ScriptFile.read(file, text), new String(text, StandardCharsets.UTF_8));
  }
}
