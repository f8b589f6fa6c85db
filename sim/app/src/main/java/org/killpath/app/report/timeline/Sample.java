package org.killpath.app.report.timeline;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.TakenLock;
import org.killpath.engine.kernel.Task;

/** A task as it is in one column. */
record Sample(Activity activity, Optional<String> on, List<TakenLock> held) {
  static Sample of(Task task) {
    final Activity activity = Activity.of(task);
    final boolean named = activity.isWait() && task.pendingOn() != task;
    return new Sample(
        activity,
        named ? Optional.of(task.pendingOn().name()) : Optional.empty(),
        task.heldLocks());
  }

  Sample running() {
    return new Sample(Activity.RUNNING, Optional.empty(), held);
  }

  boolean looksLike(Sample other) {
    return activity == other.activity && on.equals(other.on);
  }
}
