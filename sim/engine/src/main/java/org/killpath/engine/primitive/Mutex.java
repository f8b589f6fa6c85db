package org.killpath.engine.primitive;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.TaskState;

/** {@code struct mutex}: whoever waits for it sleeps. */
public final class Mutex extends OwnedLock {
  /** Who looks at his wait again whenever this lock is given back; null if nobody ever did. */
  private volatile Set<Task> watchers;

  /** The only one of its class in its world. */
  public Mutex(Kernel kernel, String label) {
    super(kernel, label);
  }

  /** One of several of its class, told apart by {@code index}. */
  public Mutex(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  /** One of several of its class, and part of {@code home}. */
  public Mutex(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  /** Part of {@code home}: an operation on it after that was freed is a use after free. */
  public Mutex(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  /**
   * Promises, before it is used, that all it guards is accessed by visible operations, or that whoever
   * changes something else {@linkplain #hides says so} while he holds it. Partial-order reduction then
   * does not try both orders of two critical sections only because both take this lock.
   */
  public Mutex transparent() {
    becomeTransparent();
    return this;
  }

  /** {@code mutex_lock()}: sleeps in D. */
  public void lock(Task current) {
    blocking(current, Op.LOCK);
    own(current);
  }

  /** {@code mutex_lock_killable()}: sleeps in K. False is -EINTR: a fatal signal is pending. */
  public boolean lockKillable(Task current) {
    blocking(current, Op.LOCK_KILLABLE);
    if (!isTaken()) {
      return false;
    }
    own(current);
    return true;
  }

  /** {@code mutex_trylock()}. */
  public boolean trylock(Task current) {
    visible(current, Op.TRYLOCK);
    if (!takeIfFree()) {
      return false;
    }
    own(current);
    return true;
  }

  /** {@code mutex_unlock()}. */
  public void unlock(Task current) {
    release(current);
    final Set<Task> told = watchers;
    if (told != null) {
      told.forEach(this::unpark);
    }
  }

  /**
   * {@code schedule_timeout_uninterruptible(1)} between tries, until one of {@code wanted} can be had
   * or, if {@code limited}, so many rounds are over that {@code current} will try no more: false.
   */
  public static boolean backOff(Task current, List<Mutex> wanted, boolean limited) {
    final BackOff backOff = new BackOff(current, wanted);
    if (!limited) {
      return backOff.sleep();
    }
    current.kernel().begin(backOff);
    final boolean again = backOff.sleep();
    current.kernel().finish(backOff);
    return again;
  }

  /** {@code task} looks at its wait again whenever this lock is given back. */
  synchronized void watch(Task task) {
    final Set<Task> more = watchers == null ? new HashSet<>() : new HashSet<>(watchers);
    more.add(task);
    watchers = more;
  }

  synchronized void unwatch(Task task) {
    final Set<Task> fewer = new HashSet<>(watchers);
    fewer.remove(task);
    watchers = fewer;
  }

  /** The task that holds this lock, if its owner is published. */
  public Optional<Task> owner() {
    return Optional.ofNullable(ownerOrNull());
  }

  @Override
  public boolean ready(Task task, Op op) {
    return super.ready(task, op) || (op == Op.LOCK_KILLABLE && task.fatalSignalPending());
  }

  @Override
  public boolean attempt(Task task, Op op) {
    return super.attempt(task, op) || (op == Op.LOCK_KILLABLE && task.fatalSignalPending());
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return op == Op.LOCK_KILLABLE ? TaskState.K : TaskState.D;
  }
}
