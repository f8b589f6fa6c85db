package org.killpath.bench;

import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * Runs everything on the calling thread, where nothing is contended: what is left is what the
 * primitives cost. Whoever has to wait lets the worker run meanwhile.
 */
final class OneThread implements Interleaver {
  private Runnable worker = () -> {};

  void whenSomebodyWaits(Runnable runTheWorker) {
    worker = runTheWorker;
  }

  @Override
  public void step(Task current, Op op, Resource on) {}

  @Override
  public void await(Task current, Op op, Resource on) {
    if (!on.attempt(current, op)) {
      worker.run();
      if (!on.attempt(current, op)) {
        throw new IllegalStateException(current + " " + op.phrase() + " " + on + " for ever");
      }
    }
  }

  @Override
  public void start(Task task) {}

  @Override
  public void interrupt(Task task) {}

  @Override
  public void unpark(Task task) {}
}
