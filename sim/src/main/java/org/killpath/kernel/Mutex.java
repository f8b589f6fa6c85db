package org.killpath.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@code struct mutex}: a sleeping lock that is not recursive. A {@link ReentrantLock} underneath;
 * a task that locks it twice waits for itself, as in the kernel.
 *
 * <p>The published owner trails the physical one: it is set after the lock was taken and cleared
 * before it is given back. Held but without a published owner means that somebody is under way.
 */
public final class Mutex extends Resource {
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Task owner;
  private volatile Set<Task> watchers = Set.of();

  public Mutex(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

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
    if (!lock.isHeldByCurrentThread() || owner != null) {
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
    visible(current, Op.UNLOCK);
    if (owner != current) {
      throw new IllegalMonitorStateException(
          current + " unlocks " + name() + ", which it does not hold");
    }
    current.released(this);
    owner = null;
    lock.unlock();
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

  /** Never twice: whoever holds it waits, and so does a later task on a thread that held it. */
  private boolean takeIfFree() {
    return !lock.isHeldByCurrentThread() && lock.tryLock();
  }

  private void own(Task current) {
    owner = current;
    current.acquired(this);
  }

  /** The task that holds this lock, if its owner is published. */
  public java.util.Optional<Task> owner() {
    return java.util.Optional.ofNullable(owner);
  }

  @Override
  public boolean ready(Task task, Op op) {
    return owner == null || (op == Op.LOCK_KILLABLE && task.fatalSignalPending());
  }

  @Override
  public boolean attempt(Task task, Op op) {
    if (takeIfFree()) {
      return true;
    }
    return op == Op.LOCK_KILLABLE && task.fatalSignalPending();
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    if (lock.isHeldByCurrentThread()) {
      java.util.concurrent.locks.LockSupport.park(this);
      return false;
    }
    lock.lockInterruptibly();
    return true;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return op == Op.LOCK_KILLABLE ? TaskState.K : TaskState.D;
  }

  @Override
  public List<Task> awaited(Task task, Op op) {
    final Task holder = owner;
    return holder == null ? List.of() : List.of(holder);
  }
}
