package org.killpath.engine.kernel;

/** Unwinds a task that is still blocked when its world is over. Model code never catches it. */
public final class WorldEnded extends Error {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: it is thrown once for each task that is left. */
  public WorldEnded() {
    super("the world is over", null, false, false);
  }
}
