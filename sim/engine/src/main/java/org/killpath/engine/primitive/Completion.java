package org.killpath.engine.primitive;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.TaskState;

/**
 * {@code struct completion}, completed once: a {@link CountDownLatch} of one. Whoever creates it
 * says which task is to complete it, so that a wait can be followed to its end.
 */
public final class Completion extends Resource {
  private final CountDownLatch latch = new CountDownLatch(1);
  private final Supplier<List<Task>> completers;
  private final TaskState sleep;

  /**
   * @param completers the tasks that could still complete it, asked for when a wait is explained;
   *     empty if nobody will
   */
  public Completion(Kernel kernel, String label, Supplier<List<Task>> completers) {
    this(kernel, label, completers, TaskState.D);
  }

  /**
   * Likewise.
   *
   * @param sleep how it is waited for, if not in D, or killably in K
   */
  public Completion(Kernel kernel, String label, Supplier<List<Task>> completers, TaskState sleep) {
    super(kernel, label);
    this.completers = completers;
    this.sleep = sleep;
  }

  /** Part of {@code home}: an operation on it after that was freed is a use after free. */
  public Completion(Kernel kernel, String label, Allocation home, Supplier<List<Task>> completers) {
    super(kernel, label, home);
    this.completers = completers;
    this.sleep = TaskState.D;
  }

  /** {@code wait_for_completion()}: sleeps in D, whatever signal comes. */
  public void await(Task current) {
    blocking(current, Op.WAIT);
  }

  /**
   * {@code wait_for_completion_killable()}: sleeps in K. False is -ERESTARTSYS: a fatal signal came
   * before it was completed.
   */
  public boolean awaitKillable(Task current) {
    blocking(current, Op.WAIT_KILLABLE);
    return isDone();
  }

  /** {@code complete_all()}. */
  public void complete(Task current) {
    visible(current, Op.COMPLETE);
    latch.countDown();
  }

  /** True once it was completed; asked by observers, so no visible operation. */
  public boolean isDone() {
    return latch.getCount() == 0;
  }

  @Override
  public boolean ready(Task task, Op op) {
    return latch.getCount() == 0 || (op == Op.WAIT_KILLABLE && task.fatalSignalPending());
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    latch.await();
    return true;
  }

  @Override
  public boolean opens(Op op) {
    return op == Op.COMPLETE && !isDone();
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return op == Op.WAIT_KILLABLE && sleep == TaskState.D ? TaskState.K : sleep;
  }

  @Override
  public List<Task> awaited(Task task, Op op) {
    return completers.get();
  }
}
