package org.killpath.engine.primitive;

import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;

/** {@code spinlock_t}: whoever waits for it spins, in state R. */
public final class SpinLock extends OwnedLock {
  /** The only one of its class in its world. */
  public SpinLock(Kernel kernel, String label) {
    super(kernel, label);
  }

  /** One of several of its class, told apart by {@code index}. */
  public SpinLock(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  /** One of several of its class, and part of {@code home}. */
  public SpinLock(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  /** Part of {@code home}: an operation on it after that was freed is a use after free. */
  public SpinLock(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  /** As {@link Mutex#transparent}. */
  public SpinLock transparent() {
    becomeTransparent();
    return this;
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
