package org.killpath.lab.design;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Lets a fatal signal reach a worker that waits for vq.mutex in the data path. */
public final class KillableDatapath implements Design {
  @Override
  public String id() {
    return "killable-datapath";
  }

  @Override
  public String proposedBy() {
    return "follows from a worker that never reached its handler on a real kernel";
  }

  @Override
  public String changes() {
    return "flush-only-drain, and the virtqueue handlers lock vq.mutex killably: on a fatal signal"
        + " they return and the item counts as dropped.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return new FlushOnlyDrain()
        .parts(dev)
        .withDataPathLock((current, vq) -> vq.mutex().lockKillable(current));
  }
}
