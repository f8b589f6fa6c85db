package org.killpath.lab.catalogue;

/**
 * What somebody provides on the class path cannot be taken in: a class that cannot be made, an id
 * that is taken or malformed, an answer that is missing. The message says whose and why in one
 * line.
 */
public final class BadProvider extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;

  BadProvider(String message) {
    super(oneLine(message));
  }

  /** What others wrote is shown without line breaks or anything that steers a terminal. */
  private static String oneLine(String message) {
    final String plain = message.replaceAll("\\p{Cntrl}+", " ");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
  }
}
