package org.killpath.app.cli.option;

/** The user asked for something that cannot be had; the message is one clear line. */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }
}
