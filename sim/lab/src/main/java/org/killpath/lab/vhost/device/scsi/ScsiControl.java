package org.killpath.lab.vhost.device.scsi;

import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.References;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.FaultIn;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWork;

/**
 * The control queue and its task management functions (drivers/vhost/scsi.c, 6.12.107 and 7.3.4). A
 * finished one first flushes the device, on a system workqueue and without dev.mutex, so that its
 * response follows those of the commands it aborted.
 */
final class ScsiControl {
  private static final CFunction CTL_HANDLE_KICK =
      ScsiVirtqueue.function("vhost_scsi_ctl_handle_kick");
  private static final CFunction CTL_HANDLE_VQ = ScsiVirtqueue.function("vhost_scsi_ctl_handle_vq");
  private static final CFunction TMF_FLUSH_WORK =
      ScsiVirtqueue.function("vhost_scsi_tmf_flush_work");
  private static final CFunction TMF_RESP_WORK = ScsiVirtqueue.function("vhost_scsi_tmf_resp_work");

  private final VhostDev dev;
  private ScsiVirtqueue ctl;

  ScsiControl(VhostDev dev) {
    this.dev = dev;
  }

  /** Its queue, which is made after its handler. */
  void serve(ScsiVirtqueue control) {
    ctl = control;
  }

  /** {@code struct vhost_scsi_tmf}: a task management function under way. */
  private final class Tmf {
    private final References inflight;
    private final VhostWork vwork;

    Tmf(Kernel kernel, References inflight) {
      this.inflight = inflight;
      this.vwork = new VhostWork(
          kernel, "tmf", VhostWork.Kind.DATA, this::respWork, Optional.of(this::releaseRes));
    }

    /** {@code vhost_scsi_tmf_flush_work()}: S3, on a system workqueue. */
    private void flushWork(Task current) {
      try (Frame fn = current.enter(TMF_FLUSH_WORK)) {
        dev.additions().flushWithoutDevMutex(current);
        if (!dev.vhostVqWorkQueue(current, ctl.vq(), vwork)) {
          dev.parts().refusedTmf().refused(current, this::releaseRes);
        }
      }
    }

    /** {@code vhost_scsi_tmf_resp_work()}. */
    private void respWork(Task current) {
      try (Frame fn = current.enter(TMF_RESP_WORK)) {
        ctl.vq().mutex().lock(current);
        dev.additions().faultIn().begin(current);
        final boolean done = ctl.respondOrTryAgain(current);
        dev.additions().faultIn().end(current, ctl.vq(), vwork);
        ctl.vq().mutex().unlock(current);
        if (done) {
          releaseRes(current);
        }
      }
    }

    /** {@code vhost_scsi_release_tmf_res()}. */
    private void releaseRes(Task current) {
      inflight.put(current);
    }
  }

  /** {@code vhost_scsi_ctl_handle_kick()}. */
  void vhostScsiCtlHandleKick(Task current) {
    try (Frame fn = current.enter(CTL_HANDLE_KICK)) {
      vhostScsiCtlHandleVq(current);
    }
  }

  /** {@code vhost_scsi_ctl_handle_vq()}. */
  private void vhostScsiCtlHandleVq(Task current) {
    try (Frame fn = current.enter(CTL_HANDLE_VQ)) {
      final VhostVirtqueue vq = ctl.vq();
      if (!vq.lockInHandler(current, Change.SCSI_HANDLERS_KILLABLE)) {
        return;
      }
      if (vq.privateData().get(current)) {
        final FaultIn faultIn = dev.additions().faultIn();
        faultIn.begin(current);
        if (faultIn.isRingThere(current, ctl.guest().ring())) {
          vq.vhostDisableNotify(current, ctl.guest().ring());
          handleRequests(current);
        }
        faultIn.end(current, vq, vq.poll());
      }
      vq.mutex().unlock(current);
    }
  }

  /** The loop, with vq.mutex held. A request whose type cannot be read gets no answer. */
  private void handleRequests(Task current) {
    int requests = 0;
    do {
      final Optional<GuestRequest> request = ctl.vhostScsiGetDesc(current);
      if (request.isEmpty()) {
        return;
      }
      if (ctl.guest().buffers().copy(current)) {
        vhostScsiHandleTmf(current);
      } else if (dev.additions().faultIn().isMissing(current)) {
        ctl.putBack(current, request.get());
        return;
      }
    } while (!ctl.vq().vhostExceedsWeight(current, ++requests, 0));
  }

  /** {@code vhost_scsi_handle_tmf()}; the target finishes at once and queues the flush work. */
  private void vhostScsiHandleTmf(Task current) {
    final Kernel kernel = dev.kernel();
    final Tmf tmf = new Tmf(kernel, ctl.vhostScsiGetInflight(current));
    kernel.start(kernel.createKthread(current, "kworker/events", "tmf-flush", tmf::flushWork));
  }
}
