package org.killpath.engine.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What interleavers and runtimes know of a task: the operation it has announced, its carrier. */
public abstract sealed class Interleaved extends Allocation permits Task {
  private static final VarHandle PENDING_OP;
  private static final VarHandle PENDING_ON;

  static {
    try {
      final MethodHandles.Lookup lookup = MethodHandles.lookup();
      PENDING_OP = lookup.findVarHandle(Interleaved.class, "pendingOp", Op.class);
      PENDING_ON = lookup.findVarHandle(Interleaved.class, "pendingOn", Resource.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  // Written by the task itself, often; release and acquire are enough, see FreeRunning.
  @SuppressWarnings("UnusedVariable") // by way of PENDING_OP
  private Op pendingOp = Op.START;

  @SuppressWarnings("UnusedVariable") // by way of PENDING_ON
  private Resource pendingOn = this;

  private volatile Object carrier;

  Interleaved(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  /** Publishes the operation this task is about to perform, or blocked in. */
  public final void pend(Op op, Resource on) {
    PENDING_ON.setRelease(this, on);
    PENDING_OP.setRelease(this, op);
  }

  /** The operation that it is about to perform, or blocked in. */
  public final Op pendingOp() {
    return (Op) PENDING_OP.getAcquire(this);
  }

  /** What {@link #pendingOp} is performed on. */
  public final Resource pendingOn() {
    return (Resource) PENDING_ON.getAcquire(this);
  }

  /** The runtime's own handle for this task. */
  public final Object carrier() {
    return carrier;
  }

  /** Sets {@link #carrier}. For runtimes. */
  public final void setCarrier(Object handle) {
    carrier = handle;
  }
}
