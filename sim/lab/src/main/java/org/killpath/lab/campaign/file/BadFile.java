package org.killpath.lab.campaign.file;

/** A file that is not what it should be; the message is one clear line about it, without its name. */
public final class BadFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadFile(String message) {
    super(message);
  }
}
