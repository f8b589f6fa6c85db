package org.killpath.engine.primitive;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
  private final Supplier<List<Task>> atRest;
  private final Optional<Task> ended;

  /**
   * A stage.
   *
   * @param description the state in words, to follow "waits until"
   * @param reached looks at the world without an operation of its own. That a task has not begun yet
   *     must not be what makes it true: no search tries a beginning on both sides of a stage
   */
  public Stage(Kernel kernel, String description, BooleanSupplier reached) {
    this(kernel, description, reached, List::of);
  }

  /**
   * A stage that is reached only when some tasks are gone or can go no further.
   *
   * @param atRest those tasks, as {@link Resource#awaitsRestOf} says
   */
  public Stage(
      Kernel kernel, String description, BooleanSupplier reached, Supplier<List<Task>> atRest) {
    this(kernel, description, reached, atRest, Optional.empty());
  }

  /** The stage at which {@code task} has ended. */
  public static Stage endOf(Task task, String description) {
    return new Stage(task.kernel(), description, task::isExited, List::of, Optional.of(task));
  }

  private Stage(
      Kernel kernel,
      String description,
      BooleanSupplier reached,
      Supplier<List<Task>> atRest,
      Optional<Task> ended) {
    super(kernel, description);
    this.reached = reached;
    this.atRest = atRest;
    this.ended = ended;
  }

  /** Waits, asleep, until the stage is reached. */
  public void await(Task current) {
    blocking(current, Op.STAGE);
  }

  @Override
  public List<Task> awaitsRestOf() {
    return atRest.get();
  }

  @Override
  public Optional<Task> awaitsEndOf() {
    return ended;
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
