package org.killpath.stress.planted;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostWorker;

/**
 * Upstream with a bug: a flush looks whether the worker is killed, gives worker.mutex back, is busy for
 * a while, and only then queues its item. A kill handler that drains in between leaves the waiter to
 * nobody.
 */
public final class LostWakeUp implements Design {
  /** How long it is busy: a race that is lost in a few worlds of a hundred. */
  private static final int LOOKS = 20;

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
    return "A flush queues its item without worker.mutex.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withFlushProtocol(LostWakeUp::flush);
  }

  private static boolean flush(Task current, VhostWorker worker) {
    final boolean gone = worker.attachmentCnt().get(current) == 0 || worker.isKilled(current);
    worker.mutex().unlock(current);
    if (!gone) {
      for (int look = 0; look < LOOKS; look++) {
        worker.dev().vqs().forEach(vq -> vq.worker().get(current));
      }
      final Completion done = worker.queueFlushItem(current);
      done.await(current);
    }
    worker.mutex().lock(current);
    return true;
  }
}
