package org.killpath.lab.vhost.device.scsi;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.FaultIn;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.device.scsi.ScsiVirtqueue.Command;

/**
 * The request queues' handler (drivers/vhost/scsi.c, 6.12.107 and 7.3.4). Reading a request's
 * header is a part of {@code vhost_scsi_handle_vq()} here, as in reports of kernels that have
 * {@code vhost_scsi_get_req()} inlined.
 */
final class ScsiRequests {
  private static final CFunction HANDLE_KICK = ScsiVirtqueue.function("vhost_scsi_handle_kick");
  private static final CFunction HANDLE_VQ = ScsiVirtqueue.function("vhost_scsi_handle_vq");

  private final VhostDev dev;
  private final ScsiTarget target;

  ScsiRequests(VhostDev dev, ScsiTarget target) {
    this.dev = dev;
    this.target = target;
  }

  /** {@code vhost_scsi_handle_kick()}. */
  void vhostScsiHandleKick(Task current, ScsiVirtqueue svq) {
    try (Frame fn = current.enter(HANDLE_KICK)) {
      vhostScsiHandleVq(current, svq);
    }
  }

  /** {@code vhost_scsi_handle_vq()}. */
  private void vhostScsiHandleVq(Task current, ScsiVirtqueue svq) {
    try (Frame fn = current.enter(HANDLE_VQ)) {
      final VhostVirtqueue vq = svq.vq();
      if (!vq.lockInHandler(current, Change.SCSI_HANDLERS_KILLABLE)) {
        return;
      }
      if (vq.privateData().get(current)) {
        final FaultIn faultIn = dev.additions().faultIn();
        faultIn.begin(current);
        if (faultIn.isRingThere(current, svq.guest().ring())) {
          vq.vhostDisableNotify(current, svq.guest().ring());
          handleRequests(current, svq);
        }
        faultIn.end(current, vq, vq.poll());
      }
      vq.mutex().unlock(current);
    }
  }

  /**
   * The loop, with vq.mutex held. A request that cannot be read gets an answer, one whose data cannot
   * be pinned gets none, and it goes on.
   */
  private void handleRequests(Task current, ScsiVirtqueue svq) {
    int requests = 0;
    do {
      final Optional<GuestRequest> request = svq.vhostScsiGetDesc(current);
      if (request.isEmpty()) {
        return;
      }
      final boolean read = svq.guest().buffers().copy(current);
      final boolean pinned = read && svq.guest().data().touchPinned(current);
      if (dev.additions().faultIn().isMissing(current)) {
        svq.putBack(current, request.get());
        return;
      }
      if (!read) {
        svq.vhostScsiSendBadTarget(current);
      } else if (pinned) {
        target.submit(current, svq, new Command(svq.vhostScsiGetInflight(current)));
      }
    } while (!svq.vq().vhostExceedsWeight(current, ++requests, 0));
  }
}
