package org.killpath.kernel;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** {@code spinlock_t}: whoever waits for it spins, in state R. */
public final class SpinLock extends Resource {
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Task owner;

  public SpinLock(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  public SpinLock(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  /** {@code spin_lock()}. */
  public void lock(Task current) {
    blocking(current, Op.SPIN_LOCK);
    owner = current;
    current.acquired(this);
  }

  /** {@code spin_unlock()}. */
  public void unlock(Task current) {
    visible(current, Op.UNLOCK);
    if (owner != current) {
      throw new IllegalMonitorStateException(
          current + " unlocks " + name() + ", which it does not hold");
    }
    current.released(this);
    owner = null;
    lock.unlock();
  }

  @Override
  public boolean ready(Task task, Op op) {
    return owner == null;
  }

  @Override
  public boolean attempt(Task task, Op op) {
    return !lock.isHeldByCurrentThread() && lock.tryLock();
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
  public List<Task> awaited(Task task, Op op) {
    final Task holder = owner;
    return holder == null ? List.of() : List.of(holder);
  }
}
