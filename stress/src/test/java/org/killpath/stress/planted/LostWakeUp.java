package org.killpath.stress.planted;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostWorker;

/**
 * Upstream with a bug: a flush queues its item without a look at whether the worker is killed. Where
 * the kill handler has drained before, the waiter is left to nobody.
 */
public final class LostWakeUp implements Design {
  @Override
  public String id() {
    return "lost-wake-up";
  }

  @Override
  public String proposedBy() {
    return "a test";
  }

  @Override
  public String changes() {
    return "A flush does not look whether the worker is killed.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withFlushProtocol(LostWakeUp::flush);
  }

  private static void flush(Task current, VhostWorker worker) {
    final Completion done = worker.queueFlushItem(current);
    worker.mutex().unlock(current);
    done.await(current);
    worker.mutex().lock(current);
  }
}
