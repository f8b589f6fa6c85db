package org.killpath.lab.design;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Drains before it detaches, so that no flush waits for the handler's locks. */
public final class DrainFirst implements Design {
  @Override
  public String id() {
    return "drain-first";
  }

  @Override
  public String proposedBy() {
    return "code review of the hang (claim C8)";
  }

  @Override
  public String changes() {
    return "Runs the work list right after killed := true, then detaches and drains as upstream.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withKillHandler((current, worker) -> {
      KillSteps.lockAndMark(current, worker);
      worker.vhostRunWorkList(current);
      final int detached = KillSteps.detachUnderVqMutex(current, worker);
      KillSteps.tail(current, worker, detached, KillSteps::runWorkList);
    });
  }
}
