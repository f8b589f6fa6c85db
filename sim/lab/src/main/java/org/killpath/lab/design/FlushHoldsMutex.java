package org.killpath.lab.design;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Waits for a flush with worker.mutex held, as the kernel did before ba704ff4e142. */
public final class FlushHoldsMutex implements Design {
  @Override
  public String id() {
    return "flush-holds-mutex";
  }

  @Override
  public String proposedBy() {
    return "Linux before 6.10 (changed by ba704ff4e142)";
  }

  @Override
  public String changes() {
    return "A flush keeps worker.mutex while it waits; the handler is upstream's.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withFlushProtocol((current, worker) -> {
      if (worker.attachmentCnt().get(current) == 0 || worker.killed().get(current)) {
        return true;
      }
      worker.queueFlushItem(current).await(current);
      return true;
    });
  }
}
