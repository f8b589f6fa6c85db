package org.killpath.lab.vhost;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.uapi.VringMemory;

/**
 * Mirrors {@code vhost_vq_init_access()} (drivers/vhost/vhost.c, 6.4 to 7.3): a virtqueue is about to get
 * a backend. Writes the used ring's flags, which is {@code vhost_update_used_flags()}, then reads its
 * index; so a queue with an IOTLB that does not say where the ring lies cannot be started (seen on stock
 * 6.12.113 and 6.12.115: EFAULT).
 */
public record InitAccess(VhostVirtqueue vq) {
  /**
   * Where it comes before vq.mutex is taken, for a queue without a backend; elsewhere nothing. False if
   * the ring cannot be used.
   */
  public boolean unlocked(Task current, VringMemory ring) {
    return !comesUnlocked() || vq.privateData().get(current) || init(current, ring);
  }

  /** Likewise where it comes after that, as in the kernel. Called with vq.mutex held. */
  public boolean locked(Task current, VringMemory ring) {
    return comesUnlocked() || init(current, ring);
  }

  private boolean comesUnlocked() {
    return vq.dev().parts().drivers().has(Drivers.Change.ACCESS_WITHOUT_VQ_MUTEX);
  }

  private boolean init(Task current, VringMemory ring) {
    return flags(current, ring) && ring.used().copy(current);
  }

  /** The first part: the used ring's flags, which the log notes. Called with vq.mutex held. */
  public boolean flags(Task current, VringMemory ring) {
    return !vq.misses(current)
        && ring.used().copy(current)
        && VhostVirtqueue.logUsed(current, ring);
  }
}
