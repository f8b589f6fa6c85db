package org.killpath.lab.scenario.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.Errno;
import org.killpath.lab.vhost.device.Device;

/**
 * A script in one world: what its names stand for there. Pages and tasks are all there before any
 * task runs.
 */
final class Play<D extends Device> {
  private final Scene<D> scene;
  private final Map<String, UserPage> pages = new HashMap<>();
  private final Map<String, Task> tasks = new HashMap<>();
  private final Map<String, Long> workers = new ConcurrentHashMap<>();

  Play(Scene<D> scene) {
    this.scene = scene;
    workers.put(Request.FIRST_WORKER, 0L);
  }

  Scene<D> scene() {
    return scene;
  }

  D device() {
    return scene.device();
  }

  void add(String name, UserPage page) {
    pages.put(name, page);
  }

  void add(String name, Task task) {
    tasks.put(name, task);
  }

  UserPage page(String name) {
    return pages.get(name);
  }

  /** What somebody placed there, or a page that is always there. */
  UserPage page(Optional<String> name) {
    return name.map(pages::get).orElseGet(scene::presentPage);
  }

  Task task(String name) {
    return tasks.get(name);
  }

  /** What NEW_WORKER answered for this one: its id, or an error. */
  void made(String worker, long answer) {
    workers.put(worker, answer);
  }

  /** The id to name a worker by; one that no worker has, if it has not been made. */
  int idOf(String worker) {
    return Math.toIntExact(workers.getOrDefault(worker, Errno.ENODEV));
  }
}
