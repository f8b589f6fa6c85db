package org.killpath.lab.design;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** The kernel as it is: {@code vhost_worker_killed()} in drivers/vhost/vhost.c, 6.10 to 7.3. */
public final class Upstream implements Design {
  @Override
  public String id() {
    return "upstream";
  }

  @Override
  public String proposedBy() {
    return "Linux 6.10 to 7.3 (db5247d9bf5c)";
  }

  @Override
  public String changes() {
    return "Nothing: the kill handler takes every vq.mutex in turn, under worker.mutex.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream();
  }
}
