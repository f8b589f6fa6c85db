package org.killpath.engine.strategy;

/** A strategy that somebody provides cannot be had; the message says why in one line. */
public final class UnusableStrategy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message is one line. */
  public UnusableStrategy(String message) {
    super(message);
  }
}
