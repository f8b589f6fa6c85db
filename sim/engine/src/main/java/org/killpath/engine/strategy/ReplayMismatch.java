package org.killpath.engine.strategy;

/** A recorded schedule does not fit the world it is replayed in. */
public final class ReplayMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message is one line. */
  public ReplayMismatch(String message) {
    super(message);
  }
}
