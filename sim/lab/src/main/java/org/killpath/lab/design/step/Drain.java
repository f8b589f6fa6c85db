package org.killpath.lab.design.step;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.killpath.engine.kernel.Body;
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

  /** Runs flush items first, so that no flush waits for another item; then the rest, in order. */
  public static void flushItemsFirst(Task current, VhostWorker worker) {
    final List<VhostWork> items = worker.workList().takeAll(current);
    items.forEach(work -> work.queued().clear(current));
    Stream.of(VhostWork.Kind.FLUSH, VhostWork.Kind.DATA)
        .flatMap(kind -> items.stream().filter(work -> work.kind() == kind))
        .forEach(work -> work.run(current));
  }

  /** Runs flush items only; drops the rest, through an item's own handler where it has one. */
  public static void flushItemsOnly(Task current, VhostWorker worker) {
    flushItemsOnly(current, worker, handler -> handler.run(current));
  }

  /**
   * Likewise.
   *
   * @param refusal has the handler of a dropped item run, now or later, by whomever
   */
  public static void flushItemsOnly(Task current, VhostWorker worker, Consumer<Body> refusal) {
    for (VhostWork work : worker.workList().takeAll(current)) {
      work.queued().clear(current);
      if (work.kind() == VhostWork.Kind.FLUSH) {
        work.run(current);
      } else {
        work.account().drop(current);
        work.refused().ifPresent(refusal);
      }
    }
  }
}
