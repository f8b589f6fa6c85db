package org.killpath.lab.vhost.device.scsi;

import java.util.ArrayList;
import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.References;
import org.killpath.engine.primitive.Shared;
import org.killpath.lab.vhost.Drivers;
import org.killpath.lab.vhost.InitAccess;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * The tie between a vhost-scsi device and its target, and the flush that guards it
 * (drivers/vhost/scsi.c, 6.12.107 and 7.3.4).
 *
 * <p>Given up: that SET_ENDPOINT reads a used ring's index after it wrote its flags, which can only sleep
 * if the page is taken away in between.
 */
final class ScsiEndpoint {
  private static final CFunction FLUSH = ScsiVirtqueue.function("vhost_scsi_flush");
  private static final CFunction SET_ENDPOINT = ScsiVirtqueue.function("vhost_scsi_set_endpoint");
  private static final CFunction CLEAR_ENDPOINT =
      ScsiVirtqueue.function("vhost_scsi_clear_endpoint");

  private final VhostDev dev;
  private final List<ScsiVirtqueue> vqs;
  private final ScsiFabric fabric;
  private final ScsiTarget target;
  private final ScsiEvents events;
  private final Shared<Boolean> vsTpg;

  /**
   * @param fabric which {@code target} belongs to
   */
  ScsiEndpoint(
      VhostDev dev,
      List<ScsiVirtqueue> vqs,
      ScsiFabric fabric,
      ScsiTarget target,
      ScsiEvents events) {
    this.dev = dev;
    this.vqs = vqs;
    this.fabric = fabric;
    this.target = target;
    this.events = events;
    this.vsTpg = new Shared<>(dev.kernel(), "vs_tpg", dev, false);
  }

  /** {@code vhost_scsi_flush()}: S2. Called with dev.mutex held. */
  void vhostScsiFlush(Task current) {
    try (Frame fn = current.enter(FLUSH)) {
      final List<References> old = new ArrayList<>(vqs.size());
      for (ScsiVirtqueue svq : vqs) {
        old.add(svq.vhostScsiInitInflight(current));
      }
      for (References inflight : old) {
        inflight.put(current);
      }
      dev.vhostDevFlush(current);
      for (References inflight : old) {
        inflight.awaitZero(current);
      }
    }
  }

  /**
   * {@code vhost_scsi_set_endpoint()}: looks for its portal group among all of the machine, with the
   * mutex of each in turn, under {@code vhost_scsi_mutex}.
   */
  long vhostScsiSetEndpoint(Task current) {
    try (Frame fn = current.enter(SET_ENDPOINT)) {
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      if (vsTpg.get(current)) {
        dev.mutex().unlock(current);
        return Errno.EEXIST;
      }
      fabric.vhostScsiMutex().lock(current);
      for (ScsiTarget portalGroup : fabric.portalGroups()) {
        portalGroup.tvTpgMutex().lock(current);
        if (portalGroup == target) {
          portalGroup.vhostScsi().set(current, true);
        }
        portalGroup.tvTpgMutex().unlock(current);
      }
      fabric.vhostScsiMutex().unlock(current);
      final boolean unlocked = dev.parts().drivers().has(Drivers.Change.ACCESS_WITHOUT_VQ_MUTEX);
      for (ScsiVirtqueue svq : vqs) {
        if (unlocked) {
          new InitAccess(svq.vq()).flags(current, svq.guest().ring());
        }
        svq.vq().mutex().lock(current);
        svq.vq().privateData().set(current, true);
        if (!unlocked) {
          new InitAccess(svq.vq()).flags(current, svq.guest().ring());
        }
        svq.vq().mutex().unlock(current);
      }
      vhostScsiFlush(current);
      vsTpg.set(current, true);
      dev.mutex().unlock(current);
      return 0;
    }
  }

  /** {@code vhost_scsi_clear_endpoint()}. */
  long vhostScsiClearEndpoint(Task current) {
    try (Frame fn = current.enter(CLEAR_ENDPOINT)) {
      dev.mutex().lock(current);
      if (!vsTpg.get(current)) {
        dev.mutex().unlock(current);
        return 0;
      }
      for (ScsiVirtqueue svq : vqs) {
        svq.vq().mutex().lock(current);
        svq.vq().privateData().set(current, false);
        svq.vq().mutex().unlock(current);
      }
      vhostScsiFlush(current);
      target.tvTpgMutex().lock(current);
      target.vhostScsi().set(current, false);
      target.tvTpgMutex().unlock(current);
      vhostScsiFlush(current);
      vsTpg.set(current, false);
      events.warnOfPending(current);
      dev.mutex().unlock(current);
      return 0;
    }
  }
}
