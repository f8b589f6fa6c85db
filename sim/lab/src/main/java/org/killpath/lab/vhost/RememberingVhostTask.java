package org.killpath.lab.vhost;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.CFunction;
import org.killpath.engine.kernel.Frame;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;

/**
 * Mirrors {@code struct vhost_task} (kernel/vhost_task.c, 6.4 to 6.9): a fatal signal is taken and
 * remembered, and the worker goes on until it is stopped. There is no kill handler.
 */
public final class RememberingVhostTask extends Allocation implements WorkerThread {
  private static final String FILE = "kernel/vhost_task.c";
  private static final CFunction VHOST_TASK_FN = new CFunction("vhost_task_fn", FILE);
  private static final CFunction VHOST_TASK_STOP = new CFunction("vhost_task_stop", FILE);
  private static final CFunction VHOST_TASK_WAKE = new CFunction("vhost_task_wake", FILE);

  private final Bit stop;
  private final Completion exited;
  private final VhostTask.Function function;
  private Task task;

  private RememberingVhostTask(Kernel kernel, VhostTask.Function function) {
    super(kernel, "vhost_task");
    this.stop = new Bit(kernel, "vtsk.STOP", this);
    this.function = function;
    this.exited = new Completion(kernel, "vtsk.exited", this, () -> List.of(task));
  }

  /** {@code vhost_task_create()}: nothing if a signal is pending at {@code current}. */
  public static Optional<WorkerThread> create(
      Task current, String role, VhostTask.Function function) {
    final RememberingVhostTask created = new RememberingVhostTask(current.kernel(), function);
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
  public Task task() {
    return task;
  }

  /** {@code vhost_task_start()}. */
  @Override
  public void start(Task current) {
    kernel().start(task);
  }

  /** {@code vhost_task_wake()}. */
  @Override
  public void wake(Task current) {
    try (Frame fn = current.enter(VHOST_TASK_WAKE)) {
      task.wake(current);
    }
  }

  /** {@code vhost_task_fn()}, 6.4 to 6.9. */
  private void vhostTaskFn(Task current) {
    try (Frame fn = current.enter(VHOST_TASK_FN)) {
      boolean dead = false;
      for (; ; ) {
        if (!dead && current.signalPending()) {
          dead = current.getSignal();
          if (dead) {
            current.ignorePending();
          }
        }
        current.setInterruptible();
        if (stop.test(current)) {
          current.setRunning();
          break;
        }
        final boolean did = function.run(current);
        if (!did) {
          current.schedule();
        }
      }
      exited.complete(current);
    }
  }

  /** {@code vhost_task_stop()}, 6.4 to 6.9. */
  @Override
  public void stop(Task current) {
    try (Frame fn = current.enter(VHOST_TASK_STOP)) {
      stop.set(current);
      wake(current);
      exited.await(current);
      task.free(current);
      free(current);
    }
  }
}
