package org.killpath.design;

import org.killpath.vhost.Design;
import org.killpath.vhost.Parts;
import org.killpath.vhost.VhostDev;

/** Shows what the killable data path does alone. */
public final class UpstreamKillable implements Design {
  @Override
  public String id() {
    return "upstream-killable";
  }

  @Override
  public String proposedBy() {
    return "follows from a worker that never reached its handler on a real kernel";
  }

  @Override
  public String changes() {
    return "Upstream's handler, with the data path of killable-datapath.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withDataPathLock((current, vq) -> vq.mutex().lockKillable(current));
  }
}
