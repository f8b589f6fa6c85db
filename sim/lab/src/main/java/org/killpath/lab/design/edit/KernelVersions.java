package org.killpath.lab.design.edit;

import static org.killpath.lab.design.edit.Edit.edit;
import static org.killpath.lab.design.edit.Place.FEATURES_LOCKS;
import static org.killpath.lab.design.edit.Place.HOST_SEND;
import static org.killpath.lab.design.edit.Place.SCSI_IOCTLS;
import static org.killpath.lab.design.edit.Place.VSOCK_OWNER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.lab.vhost.Difference;

/**
 * The versions of the kernel whose text was read, and each thing in which they differ, named once. The
 * plain mirror is 6.12.107, but for orderings whose own text says that ioctls of vhost-scsi flush.
 */
public final class KernelVersions {
  /** What no ordering of the catalogue can show: none does, or has, what it would take. */
  public static final Set<String> UNSEEN = Set.of("vsock-reset-owner");

  /** What all of them have, and older ones had not. */
  public static final List<String> COMMON = List.of(
      "the kill handler, vhost_worker_killed(), and who looks whether a worker is dead"
          + " (db5247d9bf5c, 6.10, and 6.6.39 and 6.9.9)",
      "__vhost_worker_flush() drops worker.mutex while it waits (ba704ff4e142, 6.10, and 6.6.39 and"
          + " 6.9.9)",
      "vq.mutex guards vq.worker in __vhost_vq_attach_worker() (34cf9ba5f00a, 6.10, and 6.6.39"
          + " and 6.9.9)",
      "core dumps and execve() wait for workers as for any thread (240a1853b4d2, 6.10)",
      "vhost_scsi_tmf_flush_work() looks whether its response was refused (0352c961cb35, 6.10)",
      "vhost_scsi_release_cmd() looks whether the work for a finished command was refused"
          + " (1eceddeeb6a9, 6.10)",
      "vhost_scsi_complete_cmd_work() and vhost_scsi_tmf_resp_work() take vq.mutex (f591cf9fce72, 6.15,"
          + " and 6.14.9, 6.12.31, 6.6.93)",
      "a reference on the worker's task from vhost_task_create() to vhost_task_stop()"
          + " (afe16653e05d, 6.17, and 6.16.10, 6.12.50, 6.6.109)",
      "kthread workers, if the owner or the module's default chooses them, in vhost_worker_create()"
          + " (7d9896e9f6d0, 6.17 and 6.12.42)");

  private KernelVersions() {}

  static List<Edit> edits() {
    return List.of(
        edit(
                "scsi-ioctls-do-not-flush",
                "Linux before 6.12.111",
                "The default ioctl path of vhost-scsi does not flush, in orderings made for a kernel"
                    + " that does, too.")
            .in("vhost_scsi_ioctl")
            .at(SCSI_IOCTLS)
            .as(Edit.Kind.VERSION)
            .by(teardown ->
                teardown.also(parts -> parts.with(Difference.SCSI_IOCTLS_DO_NOT_FLUSH))),
        edit(
                "scsi-ioctls-flush",
                "Linux 6.12.111 and later",
                "The default ioctl path of vhost-scsi flushes under dev.mutex, as for an endpoint:"
                    + " swaps the inflight counters, flushes the workers, waits for the old counters.")
            .in("vhost_scsi_ioctl", "vhost_scsi_flush")
            .at(SCSI_IOCTLS)
            .as(Edit.Kind.VERSION)
            .by(teardown -> teardown.also(parts -> parts.with(Difference.SCSI_IOCTLS_FLUSH))),
        edit(
                "features-lock-all",
                "Linux 6.12.114 and later",
                "SET_FEATURES without ACCESS_PLATFORM takes an IOTLB away, if there is one, and holds"
                    + " every vq.mutex at once meanwhile. That and a first IOTLB have the virtqueues"
                    + " forget where their rings lie until SET_VRING_ADDR says so again.")
            .in("vhost_clear_device_iotlb", "vhost_init_device_iotlb", "vq_meta_prefetch")
            .at(FEATURES_LOCKS)
            .as(Edit.Kind.VERSION)
            .by(teardown -> teardown.also(parts -> parts.with(Difference.IOTLB_CHANGE_FORGETS))),
        edit(
                "send-needs-backend",
                "Linux 7.3",
                "A host packet is refused (EHOSTUNREACH) if the rx queue has no backend, before it is"
                    + " appended.")
            .in("vhost_transport_send_pkt")
            .at(HOST_SEND)
            .as(Edit.Kind.VERSION)
            .by(teardown -> teardown.also(parts -> parts.with(Difference.SEND_NEEDS_BACKEND))),
        edit(
                "vsock-reset-owner",
                "the maintainers' queue for a later version",
                "vhost-vsock has RESET_OWNER, as vhost-net: stop, flush, stop polling, clean-up and"
                    + " the end of the workers, all of it under dev.mutex.")
            .in("vhost_vsock_dev_ioctl", "vhost_dev_reset_owner")
            .at(VSOCK_OWNER)
            .as(Edit.Kind.VERSION)
            .by(teardown -> teardown.also(parts -> parts.with(Difference.VSOCK_RESET_OWNER))));
  }

  /** The oldest first; {@code edits} finds one by its name. */
  static List<Version> all(Function<String, Edit> edits) {
    return List.of(
        version(
            edits,
            "6.12.107",
            "6.12.107 to 6.12.110",
            Optional.of(span(107, 111)),
            "scsi-ioctls-do-not-flush"),
        version(
            edits,
            "6.12.111",
            "6.12.111 to 6.12.113",
            Optional.of(span(111, 114)),
            "scsi-ioctls-flush"),
        version(
            edits,
            "6.12.117",
            "6.12.114 and later of 6.12",
            Optional.of(span(114, Integer.MAX_VALUE)),
            "scsi-ioctls-flush",
            "features-lock-all"),
        version(
            edits,
            "7.3",
            "7.3; of later ones nothing was read",
            Optional.of(new Version.Span(List.of(7, 3, 0), List.of(Integer.MAX_VALUE, 0, 0))),
            "scsi-ioctls-flush",
            "features-lock-all",
            "send-needs-backend"),
        version(
            edits,
            "next",
            "none yet: 7.3 with what the maintainers have queued",
            Optional.empty(),
            "scsi-ioctls-flush",
            "features-lock-all",
            "send-needs-backend",
            "readers-before-free",
            "vsock-reset-owner"));
  }

  private static Version version(
      Function<String, Edit> edits,
      String id,
      String releases,
      Optional<Version.Span> span,
      String... differences) {
    return new Version(id, releases, span, Stream.of(differences).map(edits).toList());
  }

  private static Version.Span span(int firstOf612, int endOf612) {
    return new Version.Span(List.of(6, 12, firstOf612), List.of(6, 12, endOf612));
  }
}
