package org.killpath.lab.design.step;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.VhostWork;
import org.killpath.lab.vhost.VhostWorker;

/**
 * Ways to deal with what is still queued on a killed worker, other than upstream's {@link
 * KillSteps#runWorkList}. Each may be given to {@link KillSteps#of}.
 */
public final class Drain {
  private Drain() {}

  /** Runs flush items only; drops the rest, through an item's own handler where it has one. */
  public static void flushItemsOnly(Task current, VhostWorker worker) {
    for (VhostWork work : worker.workList().takeAll(current)) {
      work.queued().clear(current);
      if (work.kind() == VhostWork.Kind.FLUSH) {
        work.run(current);
      } else {
        work.account().drop(current);
        work.refused().ifPresent(handler -> handler.run(current));
      }
    }
  }
}
