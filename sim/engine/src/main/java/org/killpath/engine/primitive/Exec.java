package org.killpath.engine.primitive;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.ThreadExits;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.kernel.state.Zap;

/**
 * {@code execve(2)} in one group (fs/exec.c, 6.10 and later): the thread that calls it waits in K until
 * it is the last one of its group, with {@code cred_guard_mutex} held. Before 6.10 it does not wait for
 * threads that run in the kernel alone (PF_USER_WORKER).
 *
 * <p>Given up: that {@code prepare_bprm_creds()} takes that mutex, earlier and interruptibly.
 */
public final class Exec extends Resource implements ThreadExits {
  private static final CFunction BEGIN_NEW_EXEC = new CFunction("begin_new_exec", "fs/exec.c");
  private static final CFunction DE_THREAD = new CFunction("de_thread", "fs/exec.c");

  private final TaskGroup group;
  private final Mutex credGuard;
  private final Set<Task> released = ConcurrentHashMap.newKeySet();
  private volatile List<Task> caller = List.of();

  /** What is there of {@code group} in case that it executes a program. Before the ordering begins. */
  public Exec(Kernel kernel, TaskGroup group) {
    super(kernel, "signal.notify_count");
    this.group = group;
    this.credGuard = new Mutex(kernel, "sig.cred_guard_mutex");
    group.whenThreadsExit(this);
  }

  /** False if the group dies instead: a fatal signal came first, or while others were waited for. */
  public boolean exec(Task current) {
    try (Frame fn = current.enter(BEGIN_NEW_EXEC)) {
      if (!credGuard.lockKillable(current)) {
        return false;
      }
      final boolean alone = deThread(current);
      credGuard.unlock(current);
      return alone;
    }
  }

  private boolean deThread(Task current) {
    try (Frame fn = current.enter(DE_THREAD)) {
      if (!group.zapOthers(current, Zap.EXEC, () -> caller = List.of(current))) {
        return false;
      }
      blocking(current, Op.WAIT_KILLABLE);
      return others().isEmpty();
    }
  }

  private List<Task> others() {
    return group.tasks().stream()
        .filter(task -> !released.contains(task) && !caller.contains(task))
        .toList();
  }

  /** {@code __exit_signal()}: the last one wakes whoever waits. */
  @Override
  public void ends(Task exiting) {
    visible(exiting, Op.WRITE);
    synchronized (this) {
      released.add(exiting);
      notifyAll();
    }
  }

  @Override
  public boolean ready(Task task, Op op) {
    return op != Op.WAIT_KILLABLE || task.fatalSignalPending() || others().isEmpty();
  }

  @Override
  public synchronized boolean block(Task task, Op op) throws InterruptedException {
    while (!ready(task, op)) {
      wait();
    }
    return true;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return TaskState.K;
  }

  @Override
  public List<Task> awaited(Task task, Op op) {
    return op == Op.WAIT_KILLABLE ? others() : List.of();
  }
}
