package org.killpath.engine.kernel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.Halt;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.kernel.state.Zap;

/**
 * A thread group ({@code struct signal_struct}): the tasks that share one tgid and get each other's
 * fatal signals. Operations on signals are operations on the group, and each is atomic: the monitor
 * stands for {@code siglock}.
 */
public final class TaskGroup extends Resource {
  /** What a task waits for that is stopped, traced or frozen. */
  public static final String SIGNALS = "group.signals";

  /** How a group is killed by a signal. All mark every thread; they differ in what stays behind. */
  public enum Kill {
    /** {@code kill(2)}: SIGKILL also stays in the group's shared pending set. */
    KILL(true),
    /** {@code tgkill(2)}: sent to one thread, fatal to all; nothing is left in the shared set. */
    TGKILL(false),
    /** {@code exit_group(2)} by a thread of the group: nothing is left in the shared set. */
    EXIT_GROUP(false),
    /** {@code cgroup.kill}: sent to the first thread, as by tgkill(2). */
    CGROUP_KILL(false),
    /** The OOM killer: sent to the group, as by kill(2). */
    OOM_KILLER(true),
    /** The end of the pid namespace that the group lives in: likewise. */
    PID_NAMESPACE(true);

    private final boolean staysShared;

    Kill(boolean staysShared) {
      this.staysShared = staysShared;
    }

    /** Is SIGKILL left in the shared pending set, which nobody takes it from? */
    public boolean staysShared() {
      return staysShared;
    }
  }

  private final int tgid;
  private final Mm mm;
  private final List<Task> tasks = new AppendOnlyList<>();
  private volatile boolean sharedSigkill;
  private volatile boolean exiting;

  // Null in most groups for all their life, which then cost nothing to make.
  private volatile Zap zapped;
  private volatile Halt halted;
  private volatile ThreadExits exits;

  TaskGroup(Kernel kernel, int tgid, Mm mm) {
    super(kernel, SIGNALS, tgid);
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

  /**
   * {@code complete_signal()}, and what {@code prepare_signal()} drops before: a group that dies of a
   * signal takes no other, unless it dumps core. The shared set, and that the group exits, come last:
   * whoever looks without the monitor and finds either finds every thread marked, too.
   */
  private synchronized void deliver(Task current, Kill how) {
    if (exiting && zapped == null) {
      return;
    }
    if (halted != null && !halted.outlastsKill()) {
      halted = null;
    }
    raiseFatal(task -> how != Kill.EXIT_GROUP || task != current);
    if (how.staysShared()) {
      sharedSigkill = true;
    }
    exiting = true;
    if (zapped != Zap.CORE_DUMP) {
      zapped = null;
    }
  }

  private void raiseFatal(Predicate<Task> among) {
    for (Task task : tasks) {
      if (among.test(task) && !task.isExited()) {
        task.pending().raiseFatal();
        kernel().interleaver().interrupt(task);
      }
    }
  }

  /**
   * Every thread but {@code current} is to die; false, and nothing happens, if the group dies
   * already. As long as it is only for this that they die, a SIGKILL still reaches all of them.
   *
   * @param counted takes stock of the threads meanwhile; it performs no operation
   */
  public boolean zapOthers(Task current, Zap why, Runnable counted) {
    visible(current, Op.SIGNAL);
    synchronized (this) {
      if (isExiting()) {
        return false;
      }
      raiseFatal(task -> task != current);
      counted.run();
      zapped = why;
      exiting = why == Zap.CORE_DUMP;
      return true;
    }
  }

  /**
   * Whoever zapped the others is through with what it did that for.
   *
   * @param alone happens with it; it performs no operation
   */
  public void zapIsOver(Task current, Runnable alone) {
    visible(current, Op.SIGNAL);
    synchronized (this) {
      alone.run();
      exiting = true;
      zapped = null;
    }
  }

  /** {@code siglock} is taken for a look at the group, which performs no other operation. */
  public boolean look(Task current, BooleanSupplier look) {
    visible(current, Op.SIGNAL_CHECK);
    synchronized (this) {
      return look.getAsBoolean();
    }
  }

  /** {@code exits} is told of each thread that goes from now on. Before the ordering begins. */
  public void whenThreadsExit(ThreadExits told) {
    exits = told;
  }

  void begins(Task exiting) {
    if (exits != null) {
      exits.begins(exiting);
    }
  }

  void ends(Task exiting) {
    if (exits != null) {
      exits.ends(exiting);
    }
  }

  /** Every thread is halted as soon as it looks at its signals. */
  public void halt(Task current, Halt how) {
    visible(current, Op.SIGNAL);
    synchronized (this) {
      halted = how;
      wakeAll();
    }
  }

  /** Whatever halted the group is over: SIGCONT, the tracer leaves, or a thaw. */
  public void goOn(Task current) {
    visible(current, Op.SIGNAL);
    synchronized (this) {
      halted = null;
      wakeAll();
    }
  }

  private void wakeAll() {
    for (Task task : tasks) {
      kernel().interleaver().interrupt(task);
      kernel().interleaver().unpark(task);
    }
  }

  /** Is the group halted, or about to be? Asked by observers, so no visible operation. */
  public boolean isHalted() {
    return halted != null;
  }

  /** {@code current} is halted with its group until that goes on, or a fatal signal comes. */
  void awaitGoingOn(Task current) {
    final Halt how = halted;
    if (how != null) {
      try (Frame get = current.enter(Halt.GET_SIGNAL);
          Frame fn = current.enter(how.function())) {
        blocking(current, Op.STOP);
      }
    }
  }

  @Override
  public boolean ready(Task task, Op op) {
    return op != Op.STOP || halted == null || task.fatalSignalPending();
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    LockSupport.park(this);
    return false;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    final Halt how = halted;
    return how == null ? TaskState.R : how.state();
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

  /**
   * True once the group was told to die ({@code SIGNAL_GROUP_EXIT}), or to make way for a new program
   * ({@code group_exec_task}).
   */
  public boolean isExiting() {
    return exiting || zapped != null;
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
