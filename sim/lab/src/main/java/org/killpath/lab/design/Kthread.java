package org.killpath.lab.design;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KthreadWorker;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Workers that no signal reaches: they stop at the last close. */
public final class Kthread implements Design {
  @Override
  public String id() {
    return "kthread";
  }

  @Override
  public String proposedBy() {
    return "Linux 6.17 and 6.12.107 (7d9896e9f6d0), by choice of the owner (claim C10)";
  }

  @Override
  public String changes() {
    return "The worker is a kernel thread of its own: SIGKILL does not reach it and there is no"
        + " kill handler.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withWorkerKind(KthreadWorker.KIND);
  }
}
