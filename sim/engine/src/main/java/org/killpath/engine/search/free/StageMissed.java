package org.killpath.engine.search.free;

/** A free-running world did not come to what its subject is about. */
public final class StageMissed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String awaited;

  /**
   * What {@code subject} is about did not come about.
   *
   * @param awaited the state that an actor waits for, in words
   */
  public StageMissed(String subject, String awaited) {
    super(subject + ": it never comes about that " + awaited);
    this.awaited = awaited;
  }

  /** The state that an actor waits for, in words. */
  public String awaited() {
    return awaited;
  }
}
