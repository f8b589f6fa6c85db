package org.killpath.lab.vhost;

import org.killpath.engine.kernel.Task;

/**
 * The thread behind a worker. Mirrors {@code struct vhost_worker_ops} (drivers/vhost/vhost.h, 6.17
 * and later): the two kinds, vhost_task and kthread, differ in who can kill them.
 */
public interface WorkerThread {
  /** The task itself. */
  Task task();

  /** Lets it run for the first time. */
  void start(Task current);

  /** What is left to do for a new worker once it has its number. */
  default void adopt(Task current, VhostWorker worker) {}

  /** W3: wakes the task. */
  void wake(Task current);

  /** W4: stops the task, waits until it has exited, and frees it. */
  void stop(Task current);
}
