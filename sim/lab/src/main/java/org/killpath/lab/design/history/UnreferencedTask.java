package org.killpath.lab.design.history;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.UpstreamParts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostTask;

/** Keeps no reference on the worker task, so that its memory goes when it has exited. */
public final class UnreferencedTask implements Design {
  @Override
  public String id() {
    return "unreferenced-task";
  }

  @Override
  public String proposedBy() {
    return "Linux 6.10 to 6.16 (changed by afe16653e05d)";
  }

  @Override
  public String changes() {
    return "The memory of the worker task goes as soon as it has exited; the handler is"
        + " upstream's.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withWorkerKind(UpstreamParts.vhostTask(VhostTask.Reference.NONE));
  }
}
