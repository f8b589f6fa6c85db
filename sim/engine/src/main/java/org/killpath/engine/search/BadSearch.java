package org.killpath.engine.search;

/** A saved search cannot be continued; the message says why in one line. */
public final class BadSearch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message is one line, without the name of any file. */
  public BadSearch(String message) {
    super(message);
  }
}
