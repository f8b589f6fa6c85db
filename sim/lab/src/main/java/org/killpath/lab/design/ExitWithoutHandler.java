package org.killpath.lab.design;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** No kill handler at all. */
public final class ExitWithoutHandler implements Design {
  @Override
  public String id() {
    return "exit-without-handler";
  }

  @Override
  public String proposedBy() {
    return "Linux before db5247d9bf5c, had its workers left their loop on SIGKILL";
  }

  @Override
  public String changes() {
    return "The worker leaves its loop and exits: nothing is detached, drained or marked, and"
        + " nobody looks for a mark.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream()
        .withKillHandler((current, worker) -> {})
        .withKilledCheck((current, worker) -> false);
  }
}
