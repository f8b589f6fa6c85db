package org.killpath.lab.design;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

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
