package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Tries for each vq.mutex for as long as it takes. */
public final class TrylockUnbounded implements Design {
  @Override
  public String id() {
    return "trylock-unbounded";
  }

  @Override
  public String proposedBy() {
    return "follows from what trylock-backoff was seen to leave behind";
  }

  @Override
  public String changes() {
    return "trylock-backoff without a limit of rounds; a virtqueue that another worker serves is"
        + " passed over before its lock is tried.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream()
        .withKillHandler(KillSteps.of(Detach::byTryingForEver, KillSteps::runWorkList));
  }
}
