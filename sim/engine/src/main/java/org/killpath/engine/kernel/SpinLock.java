package org.killpath.engine.kernel;

/** {@code spinlock_t}: whoever waits for it spins, in state R. */
public final class SpinLock extends OwnedLock {
  public SpinLock(Kernel kernel, String label) {
    super(kernel, label);
  }

  public SpinLock(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  public SpinLock(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  public SpinLock(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  /** {@code spin_lock()}. */
  public void lock(Task current) {
    blocking(current, Op.SPIN_LOCK);
    own(current);
  }

  /** {@code spin_unlock()}. */
  public void unlock(Task current) {
    release(current);
  }
}
