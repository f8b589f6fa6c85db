package org.killpath.engine.search;

/** A text that is no replay token of this model; the message is one clear line. */
public final class BadToken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message is one line. */
  public BadToken(String message) {
    super(message);
  }
}
