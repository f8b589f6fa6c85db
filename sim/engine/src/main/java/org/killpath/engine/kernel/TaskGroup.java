package org.killpath.engine.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A thread group ({@code struct signal_struct}): the tasks that share one tgid and get each other's
 * fatal signals. Operations on signals are operations on the group, and each is atomic: the monitor
 * stands for {@code siglock}.
 */
public final class TaskGroup extends Resource {
  /** How a group is killed. All three mark every thread; they differ in what stays behind. */
  public enum Kill {
    /** {@code kill(2)}: SIGKILL also stays in the group's shared pending set. */
    KILL,
    /** {@code tgkill(2)}: sent to one thread, fatal to all; nothing is left in the shared set. */
    TGKILL,
    /** {@code exit_group(2)} by a thread of the group: nothing is left in the shared set. */
    EXIT_GROUP
  }

  private final int tgid;
  private final Mm mm;
  private final List<Task> tasks = new AppendOnlyList<>();
  private volatile boolean sharedSigkill;
  private volatile boolean exiting;

  TaskGroup(Kernel kernel, int tgid, Mm mm) {
    super(kernel, "group.signals", tgid);
    this.tgid = tgid;
    this.mm = mm;
  }

  /** The address space its tasks use. */
  public Mm mm() {
    return mm;
  }

  /** Its number: the pid of its first task. */
  public int tgid() {
    return tgid;
  }

  /** Its tasks, in order of creation, those that are gone included. */
  public List<Task> tasks() {
    return tasks;
  }

  void add(Task task) {
    tasks.add(task);
  }

  /** Sends SIGKILL to the whole group, by way of {@code how}. */
  public void kill(Task current, Kill how) {
    visible(current, Op.SIGNAL);
    deliver(current, how);
  }

  /** The shared set comes last: whoever looks without the monitor finds the fatal signal there. */
  private synchronized void deliver(Task current, Kill how) {
    exiting = true;
    for (Task task : tasks) {
      final boolean exitsItself = how == Kill.EXIT_GROUP && task == current;
      if (!exitsItself && !task.isExited()) {
        task.pending().raiseFatal();
        kernel().interleaver().interrupt(task);
      }
    }
    if (how == Kill.KILL) {
      sharedSigkill = true;
    }
  }

  /** {@code sigaddset(&current->pending.signal, SIGKILL)}: {@code current} finds it pending again. */
  public void rearmSigkill(Task current) {
    visible(current, Op.SIGNAL);
    synchronized (this) {
      current.pending().raiseFatal();
    }
    kernel().interleaver().interrupt(current);
  }

  /** Sends a signal that {@code task} has a handler for. */
  public void signalHandled(Task current, Task task) {
    visible(current, Op.SIGNAL);
    synchronized (this) {
      task.pending().raiseHandled();
    }
    kernel().interleaver().interrupt(task);
  }

  /** True once the group was told to die: {@code SIGNAL_GROUP_EXIT}. */
  public boolean isExiting() {
    return exiting;
  }

  boolean sharedSigkill() {
    return sharedSigkill;
  }

  /** True when every thread has exited, so that the leader can be reaped. */
  public boolean isEmpty() {
    for (Task task : tasks) {
      if (!task.isExited()) {
        return false;
      }
    }
    return true;
  }

  void prepareThread(Task current) {
    visible(current, Op.CREATE);
  }

  /** Lets a thread join unless a signal is pending at {@code current}: no kill comes between. */
  synchronized Optional<Task> admit(Task current, Supplier<Task> newThread) {
    return current.anySignalPending() ? Optional.empty() : Optional.of(newThread.get());
  }

  void check(Task current) {
    visible(current, Op.SIGNAL_CHECK);
  }

  void take(Task current) {
    visible(current, Op.GET_SIGNAL);
  }
}
