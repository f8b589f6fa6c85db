package org.killpath.lab.design;

import java.util.Optional;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.UpstreamParts;
import org.killpath.lab.vhost.VhostDev;

/** A lock of its own for the assignment of workers, instead of vq.mutex. */
public final class AssignmentLock implements Design {
  @Override
  public String id() {
    return "assignment-lock";
  }

  @Override
  public String proposedBy() {
    return "M. S. Tsirkin (claim C1)";
  }

  @Override
  public String changes() {
    return "A spinlock per device guards vq.worker: the whole detach loop runs under it, without"
        + " vq.mutex; an attach takes it around its write, inside vq.mutex.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    final SpinLock lock = new SpinLock(dev.kernel(), "assignment_lock", dev);
    return Parts.upstream()
        .withKillHandler(KillSteps.of(Detach.under(lock), KillSteps::runWorkList))
        .withAssignment(UpstreamParts.assignUnderVqMutex((current, vq, worker) -> {
          lock.lock(current);
          vq.worker().set(current, Optional.of(worker));
          lock.unlock(current);
          return true;
        }));
  }
}
