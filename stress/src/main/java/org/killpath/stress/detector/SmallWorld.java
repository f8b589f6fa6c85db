package org.killpath.stress.detector;

import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.FreeRunning;
import org.killpath.engine.runtime.Noise;

/**
 * A free-running world of two tasks that checks, whenever it is said to be quiescent, that it is, and
 * that it is stuck exactly where it was built to be.
 */
final class SmallWorld implements FreeRunning.Listener {
  private final Shape shape;
  private final FreeRunning running;
  private final Kernel kernel;
  private final Parts parts;
  private volatile String result = "MISS: both tasks are over and nobody said so";
  private volatile boolean released;

  SmallWorld(Shape shape, boolean helped, Noise noise) {
    this.shape = shape;
    this.running = new FreeRunning(Runnable::run, noise, task -> true, this);
    this.kernel = new Kernel(running);
    this.parts = shape.build(kernel, helped);
    kernel.start(parts.first());
    kernel.start(parts.second());
    running.watch();
  }

  void playFirst() {
    running.play(parts.first());
  }

  void playSecond() {
    running.play(parts.second());
  }

  /** What came of it, once both tasks have been played. */
  String result() {
    return result;
  }

  @Override
  public void quiescent() {
    if (released) {
      conclude(isOver(parts.first()) && isOver(parts.second()), "stuck, and released");
    } else if (!parts.stuck()) {
      conclude(isOver(parts.first()) && isOver(parts.second()), "runs to its end");
    } else if (!agrees(parts.first(), parts.firstStuck())
        || !agrees(parts.second(), parts.secondStuck())
        || parts.release().isEmpty()) {
      conclude(
          agrees(parts.first(), parts.firstStuck()) && agrees(parts.second(), parts.secondStuck()),
          "stuck for ever");
    } else {
      release();
    }
  }

  /** By one more task, on the thread of the task that blocked last. */
  private void release() {
    released = true;
    final Task outside = Shape.task(kernel, "outside", parts.release().get(0));
    kernel.start(outside);
    running.play(outside);
    running.watch();
  }

  private void conclude(boolean asBuilt, String how) {
    result = shape
        + (asBuilt ? " " + how : ": FALSE ALARM: " + parts.first() + " and " + parts.second());
    running.end();
  }

  @Override
  public void failed(Throwable thrown) {
    result = shape + ": FAILED: " + thrown;
  }

  private static boolean isOver(Task task) {
    return task.isExited();
  }

  private static boolean agrees(Task task, boolean stuck) {
    return stuck ? task.isBlocked() : task.isExited();
  }
}
