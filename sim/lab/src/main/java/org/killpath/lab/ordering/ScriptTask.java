package org.killpath.lab.ordering;

import java.util.List;

/**
 * One task and what it does, one step after the other.
 *
 * @param obliged the world is complete only when it has come to its end
 * @param inSetUp its steps come right after the start of the device, before the ordering; then it
 *     only lives on
 */
public record ScriptTask(
    Place place,
    String name,
    Membership membership,
    boolean obliged,
    boolean inSetUp,
    List<Step> steps) {
  public ScriptTask {
    steps = List.copyOf(steps);
  }

  /** Where a task belongs. */
  public enum Membership {
    /** A thread of the owner's group. */
    OWNER,
    /** In a group of its own; shares the owner's memory and files. */
    OUTSIDE,
    /** In a group of its own, and shares nothing: the host, the guest, the supervisor. */
    APART
  }
}
