package org.killpath.engine.primitive;

import java.util.concurrent.CountDownLatch;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * A loop of the kernel's own that never comes to its end. Whoever is in it runs (state R), takes no
 * step that anybody could see, and cannot be helped from outside: no signal is looked at.
 */
public final class EndlessLoop extends Resource {
  private final CountDownLatch end = new CountDownLatch(1);

  /** A loop that reports call {@code label}. */
  public EndlessLoop(Kernel kernel, String label) {
    super(kernel, label);
  }

  /** Does not return. */
  public void enter(Task current) {
    blocking(current, Op.LOOP);
  }

  @Override
  public boolean ready(Task task, Op op) {
    return false;
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    end.await();
    return false;
  }
}
