package org.killpath.lab.design.history;

import java.util.Optional;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostWorker;

/** Writes vq.worker under dev.mutex alone, which the kill handler does not take. */
public final class UnguardedAssignment implements Design {
  @Override
  public String id() {
    return "unguarded-assignment";
  }

  @Override
  public String proposedBy() {
    return "Linux before 6.10 (changed by 34cf9ba5f00a)";
  }

  @Override
  public String changes() {
    return "Attach counts up under worker.mutex, unlocks it, and then sets vq.worker under"
        + " dev.mutex alone; the handler is upstream's.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withAssignment((current, vq, worker) -> {
      worker.mutex().lock(current);
      if (worker.isKilled(current)) {
        worker.mutex().unlock(current);
        return Optional.empty();
      }
      worker.addAttachments(current, 1);
      worker.mutex().unlock(current);
      final Optional<VhostWorker> old = vq.worker().get(current);
      vq.worker().set(current, Optional.of(worker));
      return old;
    });
  }
}
