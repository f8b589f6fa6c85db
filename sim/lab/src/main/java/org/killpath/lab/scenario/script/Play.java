package org.killpath.lab.scenario.script;

import java.util.concurrent.atomic.AtomicLongArray;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * A script in one world: what its {@link Numbers} stand for there. Pages and tasks are all there
 * before any task runs.
 */
final class Play<D extends Device> {
  /** The page that is always there. */
  static final int PRESENT = -1;

  private final Scene<D> scene;
  private final UserPage[] pages;
  private final Task[] tasks;
  private final AtomicLongArray workers;

  Play(Scene<D> scene, Numbers numbers) {
    this.scene = scene;
    this.pages = new UserPage[numbers.pages().size()];
    this.tasks = new Task[numbers.tasks().size()];
    this.workers = new AtomicLongArray(numbers.workers().size());
    for (int later = 1; later < workers.length(); later++) {
      workers.setPlain(later, Errno.ENODEV);
    }
  }

  Scene<D> scene() {
    return scene;
  }

  D device() {
    return scene.device();
  }

  /** A system call by somebody who shares nothing with the owner, and has an own descriptor. */
  void callApart(Task current, Call<D> call) {
    final OpenFile file = scene.file();
    file.getApart(current);
    call.on(this, current);
    file.put(current);
  }

  void page(int number, UserPage page) {
    pages[number] = page;
  }

  void task(int number, Task task) {
    tasks[number] = task;
  }

  UserPage page(int number) {
    return number == PRESENT ? scene.presentPage() : pages[number];
  }

  Task task(int number) {
    return tasks[number];
  }

  /** What NEW_WORKER answered for this one: its id, or an error. */
  void worker(int number, long answer) {
    workers.set(number, answer);
  }

  /**
   * The id to name a worker by; one that no worker has, if it has not been made. The first one's is 0.
   */
  int idOf(int worker) {
    return Math.toIntExact(workers.get(worker));
  }
}
