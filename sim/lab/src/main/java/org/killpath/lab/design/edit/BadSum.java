package org.killpath.lab.design.edit;

/** A set of edits that is no design; the message says why, in one line. */
public final class BadSum extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadSum(String message) {
    super(message);
  }
}
