package org.killpath.lab.design.history;

import org.killpath.lab.design.ExitWithoutHandler;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.UpstreamParts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostTask;

/** Neither a kill handler nor a reference: whoever queues wakes a task that is no more. */
public final class UnreferencedExit implements Design {
  @Override
  public String id() {
    return "unreferenced-exit";
  }

  @Override
  public String proposedBy() {
    return "Linux before db5247d9bf5c and afe16653e05d, had its workers left their loop on SIGKILL";
  }

  @Override
  public String changes() {
    return "exit-without-handler, and the memory of the worker task goes as soon as it has exited.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return new ExitWithoutHandler()
        .parts(dev)
        .withWorkerKind(UpstreamParts.vhostTask(VhostTask.Reference.NONE));
  }
}
