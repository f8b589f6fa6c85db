package org.killpath.lab.scenario;

import org.killpath.engine.kernel.Task;

/** What happens to a task between two system calls. */
public final class UserMode {
  private UserMode() {}

  /** The return to user mode: true if a fatal signal ends the task there. */
  public static boolean dies(Task current) {
    return current.signalPending() && current.getSignal();
  }

  /** Does nothing more until a fatal signal comes. */
  static void live(Task current) {
    while (!dies(current)) {
      current.pause();
    }
  }
}
