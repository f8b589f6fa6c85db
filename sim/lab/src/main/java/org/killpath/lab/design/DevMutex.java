package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Takes dev.mutex in the kill handler, where ioctls flush under it. */
public final class DevMutex implements Design {
  @Override
  public String id() {
    return "dev-mutex";
  }

  @Override
  public String proposedBy() {
    return "M. Christie: tried first, and dropped (claim C6)";
  }

  @Override
  public String changes() {
    return "The handler takes dev.mutex first, then worker.mutex; detaches without vq.mutex; drops"
        + " worker.mutex around synchronize_rcu().";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withKillHandler((current, worker) -> {
      dev.mutex().lock(current);
      KillSteps.lockAndMark(current, worker);
      final int detached = Detach.unlocked(current, worker);
      worker.addAttachments(current, -detached);
      worker.mutex().unlock(current);
      if (detached > 0) {
        current.kernel().rcu().synchronize(current);
      }
      worker.mutex().lock(current);
      worker.vhostRunWorkList(current);
      worker.mutex().unlock(current);
      dev.mutex().unlock(current);
    });
  }
}
