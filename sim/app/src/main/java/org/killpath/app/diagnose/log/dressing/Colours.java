package org.killpath.app.diagnose.log.dressing;

import java.util.regex.Pattern;

/** What a terminal was told beside the text. */
final class Colours {
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

  private Colours() {}

  static String without(String line) {
    return line.indexOf('\u001b') < 0 ? line : SEQUENCE.matcher(line).replaceAll("");
  }
}
