package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Holds no worker.mutex while it waits for a vq.mutex. */
public final class DropWorkerMutex implements Design {
  @Override
  public String id() {
    return "drop-worker-mutex";
  }

  @Override
  public String proposedBy() {
    return "discussion of the hang";
  }

  @Override
  public String changes() {
    return "The handler unlocks worker.mutex before the first vq.mutex, and takes it again for the"
        + " count and the drain.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withKillHandler((current, worker) -> {
      KillSteps.lockAndMark(current, worker);
      worker.mutex().unlock(current);
      Detach.thenTail(current, worker);
    });
  }
}
