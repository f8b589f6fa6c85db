package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.design.step.PerWorker;
import org.killpath.lab.design.step.WorkerItem;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Leaves the detaching to a kernel worker, which may wait for a vq.mutex as long as it likes. */
public final class DeferredDetach implements Design {
  @Override
  public String id() {
    return "deferred-detach";
  }

  @Override
  public String proposedBy() {
    return "code review of the hang (claim C9)";
  }

  @Override
  public String changes() {
    return "The handler drains, sets a flag and queues a kernel work item that detaches, waits for"
        + " readers and drains again; destroy first waits for that item.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    final PerWorker<WorkerItem> items =
        new PerWorker<>(worker -> new WorkerItem(worker, "detach", Detach::thenTail));
    return Parts.upstream()
        .withKillHandler((current, worker) -> {
          KillSteps.lockAndMark(current, worker);
          worker.vhostRunWorkList(current);
          items.of(worker).queue(current);
          worker.mutex().unlock(current);
        })
        .withBeforeDestroy((current, worker) -> items.of(worker).awaitIfQueued(current));
  }
}
