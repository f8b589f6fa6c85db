package org.killpath.engine.primitive;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.TaskState;

/**
 * A state of the world that an actor of a staged ordering waits for before it goes on. Not part of
 * the kernel: it is how an ordering is brought about, as the person at the machine did.
 */
public final class Stage extends Resource {
  private final BooleanSupplier reached;

  /**
   * A stage.
   *
   * @param description the state in words, to follow "waits until"
   * @param reached looks at the world without an operation of its own
   */
  public Stage(Kernel kernel, String description, BooleanSupplier reached) {
    super(kernel, description);
    this.reached = reached;
  }

  /** Waits, asleep, until the stage is reached. */
  public void await(Task current) {
    blocking(current, Op.STAGE);
  }

  @Override
  public boolean ready(Task task, Op op) {
    return reached.getAsBoolean();
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    LockSupport.park(this);
    return false;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return TaskState.S;
  }
}
