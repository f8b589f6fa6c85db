package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Locks the virtqueues of its own only. */
public final class SkipForeignVqs implements Design {
  @Override
  public String id() {
    return "skip-foreign-vqs";
  }

  @Override
  public String proposedBy() {
    return "follows from one held virtqueue that stopped every worker of a device";
  }

  @Override
  public String changes() {
    return "A virtqueue that another worker serves is passed over without locking it.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withKillHandler(KillSteps.of(Detach::ofItsOwn, KillSteps::runWorkList));
  }
}
