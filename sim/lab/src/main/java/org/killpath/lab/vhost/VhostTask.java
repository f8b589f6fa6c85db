package org.killpath.lab.vhost;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;

/**
 * Mirrors {@code struct vhost_task} (kernel/vhost_task.c, 6.10 to 7.3): a worker thread that joins
 * the thread group of its creator, so that SIGKILL to the group reaches it.
 */
public final class VhostTask extends VhostThread {
  private final Mutex exitMutex;
  private final Bit stop;
  private final Bit killed;
  private final Completion exited;
  private final Body handleSigkill;
  private final Reference reference;

  /** What keeps the memory of the task while somebody may still wake it. */
  public enum Reference {
    /** Held from its creation until {@code vhost_task_stop()}: 6.17 and later, and 6.12.50. */
    UNTIL_STOP,
    /** None: the memory goes when the task has exited (from 6.10 until afe16653e05d). */
    NONE
  }

  private VhostTask(Kernel kernel, Function function, Body handleSigkill, Reference reference) {
    super(kernel, function);
    this.reference = reference;
    this.exitMutex = new Mutex(kernel, "vtsk.exit_mutex", this);
    this.stop = new Bit(kernel, "vtsk.STOP", this);
    this.killed = new Bit(kernel, "vtsk.KILLED", this);
    this.handleSigkill = handleSigkill;
    this.exited = new Completion(kernel, "vtsk.exited", this, () -> List.of(task()));
  }

  /**
   * {@code vhost_task_create()}: the thread joins the group of {@code current}; nothing if a signal
   * is pending there.
   */
  public static Optional<WorkerThread> create(
      Task current, String role, Function function, Body handleSigkill, Reference reference) {
    return create(
        current, role, new VhostTask(current.kernel(), function, handleSigkill, reference));
  }

  @Override
  Bit stopFlag() {
    return stop;
  }

  /** {@code vhost_task_fn()}: W1, the worker's loop and what follows a fatal signal. */
  @Override
  void vhostTaskFn(Task current) {
    try (Frame fn = current.enter(VHOST_TASK_FN)) {
      for (; ; ) {
        current.beginRound();
        if (current.signalPending() && current.getSignal()) {
          break;
        }
        if (!workOrSleep(current)) {
          break;
        }
      }
      exitMutex.lock(current);
      if (!stop.test(current)) {
        killed.set(current);
        handleSigkill.run(current);
      }
      exitMutex.unlock(current);
      exited.complete(current);
    }
    if (reference == Reference.NONE) {
      putTaskStruct(current);
    }
  }

  /**
   * {@code delayed_put_task_struct()}: the memory goes back after a grace period. The kernel leaves
   * that to a callback; here the task itself waits for it, as the last thing it does.
   */
  private void putTaskStruct(Task current) {
    kernel().rcu().synchronize(current);
    current.free(current);
  }

  /** {@code vhost_task_stop()}: W4. */
  @Override
  public void stop(Task current) {
    try (Frame fn = current.enter(VHOST_TASK_STOP)) {
      exitMutex.lock(current);
      if (!killed.test(current)) {
        stop.set(current);
        wake(current);
      }
      exitMutex.unlock(current);
      exited.await(current);
      if (reference == Reference.UNTIL_STOP) {
        task().free(current);
      }
      free(current);
    }
  }
}
