package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Tries for each vq.mutex instead of waiting for it, and gives up in the end. */
public final class TrylockBackoff implements Design {
  @Override
  public String id() {
    return "trylock-backoff";
  }

  @Override
  public String proposedBy() {
    return "code review of the hang (claim C9)";
  }

  @Override
  public String changes() {
    return "Up to 200 rounds of trylock over the virtqueues not done yet, 1 ms of sleep between"
        + " rounds; then upstream's tail, whatever is left attached.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream()
        .withKillHandler(KillSteps.of(Detach::byTryingForAWhile, KillSteps::runWorkList));
  }
}
