package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.design.step.PerWorker;
import org.killpath.lab.design.step.WorkerItem;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** deferred-detach with one step moved: what a window of a few instructions is worth. */
public final class DeferredDetachLate implements Design {
  @Override
  public String id() {
    return "deferred-detach-late";
  }

  @Override
  public String proposedBy() {
    return "a variant of deferred-detach that is easily written by mistake";
  }

  @Override
  public String changes() {
    return "deferred-detach, but the flag is set and the item queued only after worker.mutex was"
        + " unlocked.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    final PerWorker<WorkerItem> items =
        new PerWorker<>(worker -> new WorkerItem(worker, "detach", Detach::thenTail));
    return Parts.upstream()
        .withKillHandler((current, worker) -> {
          KillSteps.lockAndMark(current, worker);
          worker.vhostRunWorkList(current);
          worker.mutex().unlock(current);
          items.of(worker).queue(current);
        })
        .withBeforeDestroy((current, worker) -> items.of(worker).awaitIfQueued(current));
  }
}
