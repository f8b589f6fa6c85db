package org.killpath.engine.kernel;

/** A wait that has an end of its own, besides what it waits for. */
public interface TimedWait {
  /** Its time is over. */
  void end();
}
