package org.killpath.engine.strategy;

/** A strategy that somebody provides cannot be had; the message says why in one line. */
public final class UnusableStrategy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What others wrote in {@code message} is shown without line breaks. */
  public UnusableStrategy(String message) {
    super(message.replaceAll("\\p{Cntrl}+", " "));
  }
}
