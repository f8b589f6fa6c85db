package org.killpath.engine.primitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Fields;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * A lock that one task at a time holds and that is not recursive. A {@link ReentrantLock}
 * underneath; a task that locks it twice waits for itself, as in the kernel.
 *
 * <p>The published owner trails the physical one: it is set after the lock was taken and cleared
 * before it is given back. Held but without a published owner means that somebody is under way.
 */
abstract class OwnedLock extends Resource {
  private static final VarHandle OWNER = Fields.of(MethodHandles.lookup(), "owner", Task.class);

  private final ReentrantLock lock = new ReentrantLock();

  private boolean transparent;

  // Written by its holder, and read by strategies when it is about to give the lock back.
  private boolean hiding;

  // Written by its holder, often; release and acquire are enough, since whoever blocks or ends says
  // so after all that it has done, and looks then (see FreeRunning).
  @SuppressWarnings("UnusedVariable") // by way of OWNER
  private Task owner;

  OwnedLock(Kernel kernel, String label) {
    super(kernel, label);
  }

  OwnedLock(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  OwnedLock(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  OwnedLock(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  final void becomeTransparent() {
    transparent = true;
  }

  /** Its holder says: in this critical section something changes that no visible operation shows. */
  public final void hides() {
    hiding = true;
  }

  @Override
  public final boolean isTransparent() {
    return transparent;
  }

  @Override
  public final boolean hidesSomething() {
    return hiding;
  }

  final Task ownerOrNull() {
    return (Task) OWNER.getAcquire(this);
  }

  /** Never twice: whoever holds it waits, and so does a later task on a thread that held it. */
  final boolean takeIfFree() {
    return !lock.isHeldByCurrentThread() && lock.tryLock();
  }

  /** Has the calling thread taken it, for a task that is not yet published? */
  final boolean isTaken() {
    return lock.isHeldByCurrentThread() && ownerOrNull() == null;
  }

  /** {@code current}, whose thread has taken it, is its owner. */
  final void own(Task current) {
    hiding = false;
    OWNER.setRelease(this, current);
    current.acquired(this);
  }

  /** Gives it back. */
  final void release(Task current) {
    visible(current, Op.UNLOCK);
    if (ownerOrNull() != current) {
      throw new IllegalMonitorStateException(
          current + " unlocks " + name() + ", which it does not hold");
    }
    current.released(this);
    OWNER.setRelease(this, (Task) null);
    lock.unlock();
  }

  @Override
  public boolean ready(Task task, Op op) {
    return ownerOrNull() == null;
  }

  @Override
  public boolean dependsOnState(Op op) {
    return op == Op.TRYLOCK;
  }

  /** A try that fails only looks. */
  @Override
  public boolean changesNothing(Task task, Op op) {
    return op == Op.TRYLOCK && ownerOrNull() != null;
  }

  @Override
  public boolean attempt(Task task, Op op) {
    return takeIfFree();
  }

  @Override
  public final boolean block(Task task, Op op) throws InterruptedException {
    if (lock.isHeldByCurrentThread()) {
      LockSupport.park(this);
      return false;
    }
    lock.lockInterruptibly();
    return true;
  }

  @Override
  public final List<Task> awaited(Task task, Op op) {
    final Task holder = ownerOrNull();
    return holder == null ? List.of() : List.of(holder);
  }
}
