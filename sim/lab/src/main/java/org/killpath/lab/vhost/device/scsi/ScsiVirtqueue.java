package org.killpath.lab.vhost.device.scsi;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.PacketQueue;
import org.killpath.engine.primitive.References;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.WorkList;
import org.killpath.lab.vhost.FaultIn;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWork;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.device.GuestMemory;

/**
 * Mirrors {@code struct vhost_scsi_virtqueue} (drivers/vhost/scsi.c, 6.12.107 and 7.3.4): a
 * virtqueue with what the guest put on its ring, the commands that are under way, and those that
 * are finished and wait for the worker.
 */
public final class ScsiVirtqueue {
  private static final CFunction COMPLETE_CMD_WORK = function("vhost_scsi_complete_cmd_work");
  private static final CFunction RELEASE_CMD = function("vhost_scsi_release_cmd");
  private static final CFunction DROP_CMDS = function("vhost_scsi_drop_cmds");

  /** A SCSI command under way; the count it holds a reference on is the one of its time. */
  record Command(References inflight) {}

  private final VhostDev dev;
  private final VhostVirtqueue vq;
  private final GuestMemory guest;
  private final PacketQueue<GuestRequest> ring;
  private final Shared<References> inflight;
  private final WorkList<Command> completionList;
  private final VhostWork completionWork;

  ScsiVirtqueue(VhostDev dev, GuestMemory guest, String handlerName, Body handleKick) {
    final Kernel kernel = dev.kernel();
    this.dev = dev;
    this.guest = guest;
    this.vq = dev.addVirtqueue(handlerName, handleKick);
    this.ring = new PacketQueue<>(kernel, "ring");
    this.inflight = new Shared<>(kernel, "vq.inflight_idx", vq.index(), dev, newInflight());
    this.completionList = new WorkList<>(kernel, "vq.completion_list", vq.index(), dev);
    this.completionWork = new VhostWork(
        kernel,
        "completion_work",
        VhostWork.Kind.DATA,
        this::vhostScsiCompleteCmdWork,
        Optional.of(this::vhostScsiDropCmds));
    kernel.audit(new Audit(Audit.Kind.LEAK, () -> inflight.peek().excess(1)));
  }

  static CFunction function(String name) {
    return new CFunction(name, "drivers/vhost/scsi.c");
  }

  public VhostVirtqueue vq() {
    return vq;
  }

  GuestMemory guest() {
    return guest;
  }

  /** P4: the guest has put a request on the ring and kicks; nobody hears it who does not poll. */
  public void guestKick(Task current, GuestRequest request) {
    ring.append(current, request);
    vq.guestKick(current);
  }

  /**
   * {@code vhost_scsi_get_desc()}: the next request on the ring; nothing if there is none, or if
   * the ring cannot be read. Called with vq.mutex held.
   */
  Optional<GuestRequest> vhostScsiGetDesc(Task current) {
    if (!vq.vhostGetAvailIdx(current, guest.ring())) {
      return Optional.empty();
    }
    final Optional<GuestRequest> request = ring.takeFirst(current);
    if (request.isEmpty()) {
      vq.vhostEnableNotify(current, guest.ring());
      return request;
    }
    if (!vq.vhostGetDesc(current, guest.ring())) {
      ring.putBack(current, request.get());
      return Optional.empty();
    }
    return request;
  }

  /** The next request is that one again. Called with vq.mutex held. */
  void putBack(Task current, GuestRequest request) {
    ring.putBack(current, request);
  }

  /** {@code vhost_scsi_send_bad_target()}: a response, and no command. */
  void vhostScsiSendBadTarget(Task current) {
    respond(current);
  }

  /** A response, the used ring, and a signal; one that faults is never seen by the guest. */
  private void respond(Task current) {
    if (addResponse(current)) {
      vq.vhostSignal(current, guest.ring());
    }
  }

  /** False if that is to be tried again, when what was missing is there. */
  boolean respondOrTryAgain(Task current) {
    if (!dev.additions().faultIn().isRingThere(current, guest.ring())) {
      return false;
    }
    respond(current);
    return !dev.additions().faultIn().isMissing(current);
  }

  /** A response, then the used ring: is there something to be seen by the guest? */
  private boolean addResponse(Task current) {
    final boolean written = guest.responses().copy(current);
    if (written) {
      vq.vhostAddUsed(current, guest.ring());
    }
    return written;
  }

  // --- inflight counters

  private References newInflight() {
    return new References(dev.kernel(), "inflight", vq.index(), dev, this::whoCompletes);
  }

  /** Who is to write the responses, as far as that is this device's own affair. */
  private List<Task> whoCompletes() {
    return vq.worker().peek().map(VhostWorker::thread).stream()
        .map(thread -> thread.task())
        .filter(task -> !task.isExited())
        .toList();
  }

  /** {@code vhost_scsi_get_inflight()}. Called with vq.mutex held. */
  References vhostScsiGetInflight(Task current) {
    final References now = inflight.get(current);
    now.get(current);
    return now;
  }

  /** One round of {@code vhost_scsi_init_inflight()}: the counter that a flush has to wait for. */
  References vhostScsiInitInflight(Task current) {
    vq.mutex().lock(current);
    final References old = inflight.get(current);
    inflight.set(current, newInflight());
    vq.mutex().unlock(current);
    return old;
  }

  // --- completion

  /** {@code vhost_scsi_release_cmd()}: S1, the target has finished a command. */
  void vhostScsiReleaseCmd(Task current, Command command) {
    try (Frame fn = current.enter(RELEASE_CMD)) {
      completionList.add(current, command);
      if (!dev.vhostVqWorkQueue(current, vq, completionWork)) {
        vhostScsiDropCmds(current);
      }
    }
  }

  /** {@code vhost_scsi_drop_cmds()}: nobody can write responses any more. */
  private void vhostScsiDropCmds(Task current) {
    try (Frame fn = current.enter(DROP_CMDS)) {
      for (Command command : completionList.takeAll(current)) {
        command.inflight().put(current);
      }
    }
  }

  /**
   * {@code vhost_scsi_complete_cmd_work()}: takes the list, then locks; the guest is told once, after
   * that.
   */
  private void vhostScsiCompleteCmdWork(Task current) {
    try (Frame fn = current.enter(COMPLETE_CMD_WORK)) {
      final List<Command> commands = completionList.takeAll(current);
      final FaultIn faultIn = dev.additions().faultIn();
      boolean signal = false;
      vq.mutex().lock(current);
      faultIn.begin(current);
      for (Command command : commands) {
        if (faultIn.isRingThere(current, guest.ring())) {
          signal |= addResponse(current);
        }
        if (faultIn.isMissing(current)) {
          completionList.add(current, command);
        } else {
          command.inflight().put(current);
        }
      }
      vq.mutex().unlock(current);
      if (signal) {
        vq.vhostSignal(current, guest.ring());
      }
      faultIn.end(current, vq, completionWork);
    }
  }
}
