package org.killpath.app.cli.screen;

import org.killpath.lab.campaign.file.PlainText;

/**
 * A message as a line of its own. It may quote what a stranger has chosen, such as the name of a file
 * in a directory: nothing in it moves a cursor, changes a colour or the direction of writing, or hides.
 */
public final class OneLine {
  private OneLine() {}

  /** The first line of {@code message}; characters in it that one cannot see are spelled out. */
  public static String of(String message) {
    final StringBuilder out = new StringBuilder(message.length());
    message.lines().findFirst().orElse("failed").codePoints().forEach(c -> {
      if (PlainText.isPlain(c)) {
        out.appendCodePoint(c);
      } else {
        out.append("\\u{").append(Integer.toHexString(c)).append('}');
      }
    });
    return out.toString();
  }
}
