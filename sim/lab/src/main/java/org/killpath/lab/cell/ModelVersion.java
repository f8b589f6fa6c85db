package org.killpath.lab.cell;

/**
 * Which model recorded a schedule. A schedule is a list of choices; in a world whose tasks take other
 * steps it means something else, or nothing.
 */
public final class ModelVersion {
  /**
   * To be raised whenever a task of some ordering takes other steps than before, or takes them in
   * another order, and when the form of replay tokens changes.
   */
  public static final int CURRENT = 4;

  private ModelVersion() {}
}
