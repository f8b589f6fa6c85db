package org.killpath.lab.design.edit;

import static org.killpath.lab.design.edit.Edit.edit;
import static org.killpath.lab.design.edit.Place.ASSIGNMENT;
import static org.killpath.lab.design.edit.Place.IOCTL_DEV_LOCK;
import static org.killpath.lab.design.edit.Place.IOTLB;
import static org.killpath.lab.design.edit.Place.RELEASE;
import static org.killpath.lab.design.edit.Place.SCSI_TMF;
import static org.killpath.lab.design.edit.Place.TASK_REFERENCE;
import static org.killpath.lab.design.edit.Place.WORKER;

import java.util.List;
import java.util.Optional;
import org.killpath.lab.vhost.KthreadWorker;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.RememberingVhostTask;
import org.killpath.lab.vhost.UpstreamParts;
import org.killpath.lab.vhost.VhostTask;
import org.killpath.lab.vhost.VhostWorker;

/** What the kernel was in other versions, can be by choice, or would have been. */
final class VersionEdits {
  private VersionEdits() {}

  static List<Edit> all() {
    return List.of(
        edit(
                "exit-without-handler",
                "Linux before db5247d9bf5c, had its workers left their loop on SIGKILL",
                "The worker leaves its loop and exits: nothing is detached, drained or marked, and"
                    + " nobody looks for a mark.")
            .at(WORKER)
            .as(Edit.Kind.MISTAKE)
            .by(teardown -> teardown.also(parts -> parts
                .withKillHandler((current, worker) -> {})
                .withKilledCheck((current, worker) -> false))),
        edit(
                "kthread",
                "Linux 6.17 and 6.12.42 (7d9896e9f6d0), by choice of the owner (claim C10)",
                "The worker is a kernel thread of its own: SIGKILL does not reach it and there is no"
                    + " kill handler.")
            .in("vhost_worker_create")
            .givingUp("Workers escape the limits and the accounting of the owner, and there is no"
                + " VHOST_NEW_WORKER: all virtqueues share one worker.")
            .at(WORKER, TASK_REFERENCE)
            .by(teardown -> teardown.also(parts -> parts.withWorkerKind(KthreadWorker.KIND))),
        edit(
                "ignore-sigkill",
                "Linux 6.4 to 6.9 (f9010dbdce91)",
                "The worker takes the fatal signal and only remembers it; it goes on until the last"
                    + " close stops it. A core dump and execve() wait for it, as those of 6.10 and"
                    + " later do; those of 6.4 to 6.9 did not.")
            .in("vhost_task_fn")
            .givingUp("A killed group is reaped only when the device is closed, by whomever.")
            .at(WORKER, TASK_REFERENCE)
            .by(teardown -> teardown.also(parts -> parts
                .withWorkerKind((current, worker, killed) -> RememberingVhostTask.create(
                    current, worker.account().role(), worker::vhostRunWorkList))
                .withKilledCheck((current, worker) -> false))),
        edit(
                "unguarded-assignment",
                "Linux before 6.10 (changed by 34cf9ba5f00a)",
                "Attach counts up under worker.mutex, unlocks it, and then sets vq.worker under"
                    + " dev.mutex alone; the handler is upstream's.")
            .in("__vhost_vq_attach_worker")
            .at(ASSIGNMENT)
            .as(Edit.Kind.MISTAKE)
            .by(teardown -> teardown.also(parts -> parts.withAssignment(unguarded()))),
        edit(
                "unreferenced-task",
                "Linux 6.10 to 6.16 (changed by afe16653e05d)",
                "The memory of the worker task goes as soon as it has exited; the handler is"
                    + " upstream's.")
            .in("vhost_task_create", "vhost_task_stop")
            .at(TASK_REFERENCE)
            .as(Edit.Kind.MISTAKE)
            .by(teardown -> teardown.also(
                parts -> parts.withWorkerKind(UpstreamParts.vhostTask(VhostTask.Reference.NONE)))),
        edit(
                "iotlb-size-zero",
                "Linux until 2022 (changed by e2ae38cf3d91)",
                "An IOTLB update of 0..2^64-1 becomes one entry instead of two; the handler is"
                    + " upstream's.")
            .in("vhost_iotlb_add_range")
            .at(IOTLB)
            .as(Edit.Kind.MISTAKE)
            .by(teardown ->
                teardown.also(parts -> parts.withIotlbUpdate((current, iotlb, range) -> {
                  iotlb.add(current, range);
                  return 0;
                }))),
        edit(
                "owner-check-at-close",
                "Linux until 2022 (changed by a58da53ffd70)",
                "The last close of vsock checks for the owner before it stops the device: an exiting"
                    + " task is nobody.")
            .in("vhost_vsock_stop")
            .at(RELEASE, IOCTL_DEV_LOCK)
            .as(Edit.Kind.MISTAKE)
            .by(teardown -> teardown.also(Parts::withOwnerCheckAtRelease)),
        edit(
                "tmf-refusal-ignored",
                "Linux before 6.10 (changed by 0352c961cb35)",
                "vhost-scsi does not look whether its response work was refused, and never releases"
                    + " what the function holds; the handler is upstream's.")
            .in("vhost_scsi_tmf_flush_work")
            .at(SCSI_TMF)
            .as(Edit.Kind.MISTAKE)
            .by(teardown ->
                teardown.also(parts -> parts.withRefusedTmf((current, releaseResources) -> {}))));
  }

  private static Parts.Assignment unguarded() {
    return (current, vq, worker) -> {
      worker.mutex().lock(current);
      if (worker.isKilled(current)) {
        worker.mutex().unlock(current);
        return Optional.empty();
      }
      worker.addAttachments(current, 1);
      worker.mutex().unlock(current);
      final Optional<VhostWorker> old = vq.worker().get(current);
      vq.worker().set(current, worker);
      return old;
    };
  }
}
