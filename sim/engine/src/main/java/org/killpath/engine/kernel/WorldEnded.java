package org.killpath.engine.kernel;

/** Unwinds a task that is still blocked when its world is over. Model code never catches it. */
public final class WorldEnded extends Error {
  private static final long serialVersionUID = 1L;

  public WorldEnded() {
    super("the world is over", null, false, false);
  }
}
