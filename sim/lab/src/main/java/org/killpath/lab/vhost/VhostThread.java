package org.killpath.lab.vhost;

import java.util.Optional;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;

/**
 * What {@code struct vhost_task} has been in all versions (kernel/vhost_task.c, 6.4 to 7.3): a
 * thread of its creator's group that calls a function until it is stopped.
 */
abstract class VhostThread extends Allocation implements WorkerThread {
  private static final String FILE = "kernel/vhost_task.c";
  private static final CFunction VHOST_TASK_WAKE = new CFunction("vhost_task_wake", FILE);

  static final CFunction VHOST_TASK_FN = new CFunction("vhost_task_fn", FILE);
  static final CFunction VHOST_TASK_STOP = new CFunction("vhost_task_stop", FILE);

  /** What the loop calls: true if it did something. */
  @FunctionalInterface
  public interface Function {
    boolean run(Task current);
  }

  private final Function function;
  private Task task;

  VhostThread(Kernel kernel, Function function) {
    super(kernel, "vhost_task");
    this.function = function;
  }

  /** Its flag {@code VHOST_TASK_FLAGS_STOP}. */
  abstract Bit stopFlag();

  /** {@code vhost_task_fn()}. */
  abstract void vhostTaskFn(Task current);

  /**
   * {@code vhost_task_create()}: the thread joins the group of {@code current}; nothing if a signal
   * is pending there.
   */
  static Optional<WorkerThread> create(Task current, String role, VhostThread created) {
    final Optional<Task> task = current
        .kernel()
        .createThread(current, "vhost-" + current.group().tgid(), role, created::vhostTaskFn);
    if (task.isEmpty()) {
      return Optional.empty();
    }
    created.task = task.get();
    return Optional.of(created);
  }

  @Override
  public final Task task() {
    return task;
  }

  /** {@code vhost_task_start()}. */
  @Override
  public final void start(Task current) {
    kernel().start(task);
  }

  /** {@code vhost_task_wake()}: W3. */
  @Override
  public final void wake(Task current) {
    try (Frame fn = current.enter(VHOST_TASK_WAKE)) {
      task.wake(current);
    }
  }

  /** One round of the loop, from the look at the flag on: false if the loop is over. */
  final boolean workOrSleep(Task current) {
    current.setInterruptible();
    if (stopFlag().test(current)) {
      current.setRunning();
      return false;
    }
    final boolean did = function.run(current);
    if (!did) {
      current.schedule();
    }
    return true;
  }
}
