package org.killpath.engine.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.killpath.engine.kernel.state.TaskState;

/**
 * What interleavers and runtimes know of a task: the operation it has announced, whether it can go on,
 * its carrier.
 */
public abstract sealed class Interleaved extends Allocation permits Task {
  private static final VarHandle PENDING_OP =
      Fields.of(MethodHandles.lookup(), "pendingOp", Op.class);
  private static final VarHandle PENDING_ON =
      Fields.of(MethodHandles.lookup(), "pendingOn", Resource.class);

  // Written by the task itself, often: release is enough, see FreeRunning. Read more often still.
  private volatile Op pendingOp;

  private volatile Resource pendingOn;

  private int rounds;
  private Object pendingCompared;
  private Object pendingWritten;
  private volatile Object carrier;
  private volatile boolean exited;

  Interleaved(Kernel kernel, String label, int index) {
    super(kernel, label, index);
    pend(Op.START, this); // whoever gets to see the task gets to see this
  }

  /** Publishes the operation this task is about to perform, or blocked in. */
  public final void pend(Op op, Resource on) {
    PENDING_ON.setRelease(this, on);
    PENDING_OP.setRelease(this, op);
  }

  /**
   * Tells what the operation that is published next compares a value with and what it writes. Read by
   * whoever chooses, and only of operations that tell it.
   */
  public final void pendValues(Object compared, Object written) {
    pendingCompared = compared;
    pendingWritten = written;
  }

  /** What the pending operation compares a value with. */
  public final Object pendingCompared() {
    return pendingCompared;
  }

  /** What it writes. */
  public final Object pendingWritten() {
    return pendingWritten;
  }

  /** The operation that it is about to perform, or blocked in. */
  public final Op pendingOp() {
    return pendingOp;
  }

  /** What {@link #pendingOp} is performed on. */
  public final Resource pendingOn() {
    return pendingOn;
  }

  /**
   * A loop of the task begins a new round. By this it promises of each round in which it only looks,
   * and then sleeps, that it changes nothing by it but {@linkplain Task#setInterruptible its state}, nor
   * remembers anything of it; and that it sleeps next if all it {@linkplain Op#TAKE took} of a list was
   * nothing: partial-order reduction leaves such rounds out.
   */
  public final void beginRound() {
    rounds++;
  }

  /** How many rounds of loops it has begun. */
  public final int rounds() {
    return rounds;
  }

  /** The runtime's own handle for this task. */
  public final Object carrier() {
    return carrier;
  }

  /** Sets {@link #carrier}. For runtimes. */
  public final void setCarrier(Object handle) {
    carrier = handle;
  }

  /** Marks the task as gone. For runtimes, after {@link Task#run} returned. */
  public final void markExited() {
    pend(Op.START, this);
    exited = true;
  }

  /** True once it is gone. */
  public final boolean isExited() {
    return exited;
  }

  /** Could the pending operation be performed now? */
  public final boolean canStep() {
    final Op op = pendingOp();
    return !op.mayBlock() || pendingOn().ready(self(), op);
  }

  /** Can the task not go on, by the state of what it waits for? */
  public final boolean isBlocked() {
    return !exited && !canStep();
  }

  /** Is this task blocked on {@code resource}? */
  public final boolean isBlockedOn(Resource resource) {
    final Op op = pendingOp();
    return !exited && pendingOn() == resource && op.mayBlock() && !resource.ready(self(), op);
  }

  /** The state a task list would show now. */
  public final TaskState state() {
    if (exited) {
      return TaskState.GONE;
    }
    return isBlocked() ? pendingOn().waitState(self(), pendingOp()) : TaskState.R;
  }

  private Task self() {
    return (Task) this;
  }
}
