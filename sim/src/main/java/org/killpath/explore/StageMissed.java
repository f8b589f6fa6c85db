package org.killpath.explore;

/** A staged ordering cannot be brought about under this design. */
public final class StageMissed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StageMissed(Cell cell) {
    super(cell + ": an actor waits for a state that never comes");
  }
}
