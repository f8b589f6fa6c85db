package org.killpath.design;

import org.killpath.vhost.Design;
import org.killpath.vhost.Parts;
import org.killpath.vhost.VhostDev;

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
    return "trylock-backoff without a limit of rounds; a virtqueue that another worker serves is passed over before its lock is tried.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream()
        .withKillHandler(KillSteps.of(Detach::byTryingForEver, Drain::everything));
  }
}
