package org.killpath.lab.campaign.file;

/** Characters that a text may have which somebody else has written, wherever it is shown. */
public final class PlainText {
  private PlainText() {}

  /** Does it move no cursor, change neither colour nor direction of writing, and is it there to be seen? */
  public static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
