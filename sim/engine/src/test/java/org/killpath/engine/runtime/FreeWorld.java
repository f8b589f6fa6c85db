package org.killpath.engine.runtime;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Completion;

/**
 * A free-running world for tests, with tasks on pooled threads. Awaitility only keeps a missed
 * quiescence from hanging the build; what is asserted afterwards is state.
 */
final class FreeWorld implements FreeRunning.Listener, AutoCloseable {
  private static final Duration GUARD = Duration.ofMinutes(2);

  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final FreeRunning running;
  private final Kernel kernel;
  private int watched;

  FreeWorld(ThreadPoolExecutor pool, Noise noise) {
    running = new FreeRunning(pool, noise, task -> false, this);
    kernel = new Kernel(running);
  }

  static ThreadPoolExecutor daemons() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        1,
        java.util.concurrent.TimeUnit.MINUTES,
        new java.util.concurrent.SynchronousQueue<>(),
        task -> {
          final Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        });
  }

  Kernel kernel() {
    return kernel;
  }

  FreeRunning running() {
    return running;
  }

  /** A task in a group of its own; it does not run yet. */
  Task task(String role, Body program) {
    return kernel.newTask(role, kernel.newGroup(new Mm(role)), role, program);
  }

  Task start(String role, Body program) {
    final Task task = task(role, program);
    kernel.start(task);
    return task;
  }

  Completion completion(String label) {
    return new Completion(kernel, label, List::of);
  }

  /** All tasks of this part have been started: waits until the world is said to be quiescent. */
  void awaitQuiescence() {
    watched++;
    running.watch();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(GUARD)
        .until(() -> heard.get() >= watched || failure.get() != null);
  }

  /** How often the world was said to be quiescent. */
  int heard() {
    return heard.get();
  }

  Throwable failure() {
    return failure.get();
  }

  /** Waits until every thread has left this world. */
  void awaitUnwound() {
    running.end();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(GUARD)
        .until(running::isOver);
  }

  @Override
  public void quiescent() {
    heard.incrementAndGet();
  }

  @Override
  public void failed(Throwable thrown) {
    failure.set(thrown);
  }

  @Override
  public void close() {
    awaitUnwound();
  }
}
