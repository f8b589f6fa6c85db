package org.killpath.cli;

/** The user asked for something that cannot be had; the message is one clear line. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }
}
