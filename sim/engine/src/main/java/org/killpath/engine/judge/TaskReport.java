package org.killpath.engine.judge;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.TakenLock;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage;

/**
 * What a task list, a lock list and the watchdog would say of one task when the world was quiescent.
 *
 * @param function the innermost mirrored function, where it is stuck
 * @param waitsFor the lock, completion or page, if the task is blocked
 * @param holders the tasks it waits for, as comm/pid
 * @param callTrace innermost first
 * @param locks the locks it holds, in the order they were taken, and where
 */
public record TaskReport(
    String role,
    String comm,
    int pid,
    int tgid,
    boolean obliged,
    TaskState state,
    Optional<CFunction> function,
    Optional<Op> operation,
    Optional<WaitedFor> waitsFor,
    List<String> holders,
    List<CFunction> callTrace,
    List<HeldLock> locks) {

  /**
   * A thing that is waited for.
   *
   * @param name with its index: {@code dev[0].mutex}
   * @param label without: {@code dev.mutex}
   * @param id tells it from others of that name in its world
   * @param backing what backs it, if it is a page
   */
  public record WaitedFor(String name, String label, int id, Optional<UserPage.Backing> backing) {
    static WaitedFor of(Resource on) {
      return new WaitedFor(
          on.name(),
          on.label(),
          on.id(),
          on instanceof UserPage page ? Optional.of(page.backing()) : Optional.empty());
    }
  }

  /**
   * A lock as a lock list shows it.
   *
   * @param id tells it from others of that name in its world
   */
  public record HeldLock(String name, String label, int id, Optional<CFunction> at) {
    static HeldLock of(TakenLock held) {
      final Resource lock = held.lock();
      return new HeldLock(lock.name(), lock.label(), lock.id(), held.at());
    }
  }

  static TaskReport of(Task task, boolean obliged) {
    final boolean blocked = task.isBlocked();
    final Resource on = task.pendingOn();
    return new TaskReport(
        task.role(),
        task.comm(),
        task.pid(),
        task.group().tgid(),
        obliged,
        task.state(),
        task.function(),
        blocked ? Optional.of(task.pendingOp()) : Optional.empty(),
        blocked ? Optional.of(WaitedFor.of(on)) : Optional.empty(),
        blocked
            ? on.awaited(task, task.pendingOp()).stream().map(Task::toString).toList()
            : List.of(),
        task.callTrace(),
        task.heldLocks().stream().map(HeldLock::of).toList());
  }

  /** Would the hung-task watchdog report it? */
  public boolean isReported() {
    return state.watched();
  }

  /** As in {@code name-38/39}. */
  public String task() {
    return comm + "/" + pid;
  }

  /** One line: who, in what state, where, on what. */
  public String line() {
    final StringBuilder line = new StringBuilder();
    line.append(role).append(' ').append(task()).append(" in ").append(state.shown());
    function.ifPresent(at -> line.append(" in ").append(at.name()).append("()"));
    waitsFor.ifPresent(on ->
        line.append(", ").append(operation.orElseThrow().phrase()).append(' ').append(on.name()));
    if (!holders.isEmpty()) {
      line.append(" of ").append(String.join(", ", holders));
    }
    return line.toString();
  }
}
