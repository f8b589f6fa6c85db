package org.killpath.lab.design.step;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.VhostWork;
import org.killpath.lab.vhost.VhostWorker;

/** Ways to deal with what is still queued on a killed worker. */
@FunctionalInterface
public interface Drain {
  void drain(Task current, VhostWorker worker);

  /** As K1 does: runs everything, data path included. */
  static void everything(Task current, VhostWorker worker) {
    worker.vhostRunWorkList(current);
  }

  /** Runs flush items only; drops the rest, through an item's own handler where it has one. */
  static void flushItemsOnly(Task current, VhostWorker worker) {
    for (VhostWork work : worker.workList().takeAll(current)) {
      work.queued().clear(current);
      if (work.kind() == VhostWork.Kind.FLUSH) {
        work.run(current);
      } else {
        work.markDropped(current);
        work.refused().ifPresent(handler -> handler.run(current));
      }
    }
  }
}
