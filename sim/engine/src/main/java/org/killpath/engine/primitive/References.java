package org.killpath.engine.primitive;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.TaskState;

/**
 * A count of references whose last one somebody may wait for: a {@code struct kref} that completes a
 * completion, or a counter with a wait queue. It begins with the reference of whoever made it; a
 * {@link CountDownLatch} underneath opens when the last one is dropped.
 */
public final class References extends Resource {
  private final AtomicInteger count = new AtomicInteger(1);
  private final Supplier<List<Task>> droppers;
  private volatile CountDownLatch zero = new CountDownLatch(1);

  /** The only count of its class, in memory that is never freed. */
  public References(Kernel kernel, String label, Supplier<List<Task>> droppers) {
    super(kernel, label);
    this.droppers = droppers;
  }

  /**
   * @param droppers the tasks that are to drop what is left, asked for when a wait is explained
   */
  public References(
      Kernel kernel, String label, int index, Allocation home, Supplier<List<Task>> droppers) {
    super(kernel, label, index, home);
    this.droppers = droppers;
  }

  /** {@code kref_get()}. */
  public void get(Task current) {
    visible(current, Op.GET);
    count.incrementAndGet();
  }

  /** {@code kref_put()}: the last one wakes whoever waits. How many are left. */
  public int put(Task current) {
    visible(current, Op.PUT);
    final int left = count.decrementAndGet();
    if (left == 0) {
      zero.countDown();
    }
    return left;
  }

  /** Waits until the last reference is dropped: sleeps in D. */
  public void awaitZero(Task current) {
    blocking(current, Op.WAIT_FOR_ZERO);
  }

  /** {@code atomic_set(.., 1)} once nobody has one any more: as new. */
  public void renew(Task current) {
    visible(current, Op.WRITE);
    zero = new CountDownLatch(1);
    count.set(1);
  }

  /** How many there are, as an observer sees it who is no task. */
  public int peek() {
    return count.get();
  }

  /** What is wrong if nobody but {@code own} should have a reference any more. */
  public Optional<String> excess(int own) {
    final int left = count.get();
    return left > own ? Optional.of(name() + ": " + (left - own) + " too many") : Optional.empty();
  }

  @Override
  public boolean ready(Task task, Op op) {
    return op != Op.WAIT_FOR_ZERO || zero.getCount() == 0;
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    zero.await();
    return true;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return TaskState.D;
  }

  @Override
  public List<Task> awaited(Task task, Op op) {
    return op == Op.WAIT_FOR_ZERO ? droppers.get() : List.of();
  }
}
