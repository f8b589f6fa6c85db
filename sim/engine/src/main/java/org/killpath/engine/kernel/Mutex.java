package org.killpath.engine.kernel;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** {@code struct mutex}: whoever waits for it sleeps. */
public final class Mutex extends OwnedLock {
  private volatile Set<Task> watchers = Set.of();

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
    for (Task watcher : watchers) {
      kernel().interleaver().unpark(watcher);
    }
  }

  /** {@code task} looks at its wait again whenever this lock is given back. */
  synchronized void watch(Task task) {
    final Set<Task> more = new HashSet<>(watchers);
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
