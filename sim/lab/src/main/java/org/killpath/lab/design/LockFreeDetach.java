package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Detaches with no lock at all. */
public final class LockFreeDetach implements Design {
  @Override
  public String id() {
    return "lock-free-detach";
  }

  @Override
  public String proposedBy() {
    return "discussion of the hang";
  }

  @Override
  public String changes() {
    return "The handler detaches by compare-and-set of vq.worker to null; it takes no vq.mutex.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withKillHandler(KillSteps.of(Detach::lockFree, KillSteps::runWorkList));
  }
}
