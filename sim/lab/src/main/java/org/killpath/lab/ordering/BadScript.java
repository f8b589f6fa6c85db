package org.killpath.lab.ordering;

/**
 * A script cannot be read, or says what cannot be. The message is one line: {@code FILE:LINE:COLUMN:
 * found ...; expected ...}.
 */
public final class BadScript extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 400;

  /**
   * @param found what stands there
   * @param expected what should
   */
  public BadScript(Place place, String found, String expected) {
    this(place + ": found " + found + "; expected " + expected);
  }

  /** A file that cannot be read at all, or cannot be taken in for what it is. */
  public BadScript(String message) {
    super(oneLine(message));
  }

  /** What others wrote is shown without line breaks or anything that steers a terminal. */
  private static String oneLine(String message) {
    final String plain = message.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029]+", " ");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
  }
}
