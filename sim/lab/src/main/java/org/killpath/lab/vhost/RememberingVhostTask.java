package org.killpath.lab.vhost;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;

/**
 * Mirrors {@code struct vhost_task} (kernel/vhost_task.c, 6.4 to 6.9): a fatal signal is taken and
 * remembered, and the worker goes on until it is stopped. There is no kill handler.
 */
public final class RememberingVhostTask extends VhostThread {
  private final Bit stop;
  private final Completion exited;

  private RememberingVhostTask(Kernel kernel, Function function) {
    super(kernel, function);
    this.stop = new Bit(kernel, "vtsk.STOP", this);
    this.exited = new Completion(kernel, "vtsk.exited", this, () -> List.of(task()));
  }

  /** {@code vhost_task_create()}: nothing if a signal is pending at {@code current}. */
  public static Optional<WorkerThread> create(Task current, String role, Function function) {
    return create(current, role, new RememberingVhostTask(current.kernel(), function));
  }

  @Override
  Bit stopFlag() {
    return stop;
  }

  /** {@code vhost_task_fn()}, 6.4 to 6.9. */
  @Override
  void vhostTaskFn(Task current) {
    try (Frame fn = current.enter(VHOST_TASK_FN)) {
      boolean dead = false;
      do {
        current.beginRound();
        if (!dead && current.signalPending()) {
          dead = current.getSignal();
          if (dead) {
            current.ignorePending();
          }
        }
      } while (workOrSleep(current));
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
      task().free(current);
      free(current);
    }
  }
}
