package org.killpath.lab.design.history;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.RememberingVhostTask;
import org.killpath.lab.vhost.VhostDev;

/** A worker that outlives its group. */
public final class IgnoreSigkill implements Design {
  @Override
  public String id() {
    return "ignore-sigkill";
  }

  @Override
  public String proposedBy() {
    return "Linux 6.4 to 6.9 (f9010dbdce91)";
  }

  @Override
  public String changes() {
    return "The worker takes the fatal signal and only remembers it; it goes on until the last"
        + " close stops it.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream()
        .withWorkerKind((current, worker, killed) ->
            RememberingVhostTask.create(current, worker.account().role(), worker::vhostRunWorkList))
        .withKilledCheck((current, worker) -> false);
  }
}
