package org.killpath.lab.search;

import org.killpath.lab.cell.Cell;

/** A staged ordering cannot be brought about under this design. */
public final class StageMissed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String awaited;

  /**
   * The ordering of {@code cell} did not come about.
   *
   * @param awaited the state that an actor waits for, in words
   */
  public StageMissed(Cell cell, String awaited) {
    super(cell + ": it never comes about that " + awaited);
    this.awaited = awaited;
  }

  /** The state that an actor waits for, in words. */
  public String awaited() {
    return awaited;
  }
}
