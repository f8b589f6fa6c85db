package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.kernel.FixedIn;
import org.killpath.app.diagnose.evidence.kernel.FixedIn.Stable;
import org.killpath.app.diagnose.evidence.kernel.KernelRelease;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.Incident;

/**
 * A bug of vhost that was fixed, and what in a log looks like it.
 *
 * @param commit the fix
 * @param release the first release that has the fix, or the year where no more is known
 * @param fixed those that have it for certain
 * @param what happens in it
 * @param design the design of the model that has the bug; empty if none has
 */
public record KnownBug(
    String commit, String release, FixedIn fixed, String what, Optional<String> design) {
  private static final KnownBug OWNER_CHECK = new KnownBug(
      "a58da53ffd70",
      "2022",
      FixedIn.of(6, 4),
      "the last close stopped the device only for its owner; in exit that check fails, and the worker"
          + " goes on while clean-up frees what it uses",
      Optional.of("owner-stops-only"));

  private static final KnownBug IOTLB = new KnownBug(
      "e2ae38cf3d91",
      "2022",
      FixedIn.of(6, 4),
      "an IOTLB entry of every address got size 0, and the access check loops for ever in the worker"
          + " under vq.mutex; whoever flushes hangs",
      Optional.of("iotlb-size-zero"));

  private static final KnownBug FLUSH_UNDER_MUTEX = new KnownBug(
      "ba704ff4e142",
      "6.10",
      FixedIn.of(6, 10),
      "a flush kept worker.mutex while it waited for its item",
      Optional.of("flush-holds-mutex"));

  private static final KnownBug NO_HANDLER = new KnownBug(
      "db5247d9bf5c",
      "6.10",
      FixedIn.of(6, 10),
      "there was no kill handler: a worker that ended, or only remembered SIGKILL, left its flush"
          + " waiters behind",
      Optional.of("ignore-sigkill"));

  private static final KnownBug TMF = new KnownBug(
      "0352c961cb35",
      "6.10",
      FixedIn.of(6, 10),
      "vhost-scsi ignored that the work for a TMF response was refused: its reference was never"
          + " dropped, and the flush waits for it for ever",
      Optional.of("tmf-refusal-ignored"));

  private static final KnownBug COMMANDS = new KnownBug(
      "1eceddeeb6a9",
      "6.10",
      FixedIn.of(6, 10),
      "vhost-scsi ignored that the work for a finished command was refused: its reference was never"
          + " dropped, and the flush waits for it for ever",
      Optional.empty());

  private static final KnownBug REFERENCE = new KnownBug(
      "afe16653e05d",
      "6.17, and 6.16.10, 6.12.50, 6.6.109",
      FixedIn.of(6, 17, new Stable(6, 16, 10), new Stable(6, 12, 50), new Stable(6, 6, 109)),
      "vhost_task kept no reference on its task: after SIGKILL, waking it touches a freed task",
      Optional.of("unreferenced-exit"));

  /**
   * Those that a hang looks like on a kernel of this age. Work of vhost-scsi is refused only where a
   * killed worker has been taken off its virtqueues: 6.6.39 and 6.9.9 have the handler, and not all that
   * 6.10 has for it.
   */
  public static List<KnownBug> of(Hang hang, Age age) {
    final List<KnownBug> bugs = new ArrayList<>();
    if (hang.holder() instanceof Holder.Died || hang.outside().isPresent()) {
      return bugs; // the cause is another
    }
    final Backtrace trace = hang.victim().trace();
    final boolean flush = trace.functions().stream().anyMatch(name -> name.contains("flush"));
    if (loopsInIotlb(hang) && IOTLB.mayBe(age)) {
      bugs.add(IOTLB);
    }
    if (flush && trace.kind() == Wait.COMPLETION && age.code() == Age.Code.NO_HANDLER) {
      bugs.add(FLUSH_UNDER_MUTEX);
      bugs.add(NO_HANDLER);
    }
    if (trace.has("vhost_scsi_flush")
        && trace.kind() == Wait.REFERENCES
        && age.code() == Age.Code.HANDLER
        && age.release().isPresent()) {
      Stream.of(COMMANDS, TMF).filter(bug -> bug.mayBe(age)).forEach(bugs::add);
    }
    return bugs;
  }

  private static boolean loopsInIotlb(Hang hang) {
    if (hang.victim().trace().has("iotlb_access_ok")) {
      return true;
    }
    return hang.holder() instanceof Holder.Known known
        && known.task().trace().functions().stream()
            .anyMatch(
                name -> name.equals("iotlb_access_ok") || name.startsWith("vhost_iotlb_itree"));
  }

  /** Those that a crash looks like. */
  public static List<KnownBug> of(Incident incident, Age age) {
    final List<KnownBug> bugs = new ArrayList<>();
    if ((incident.kind() == Incident.Kind.SOFT_LOCKUP || incident.kind() == Incident.Kind.RCU_STALL)
        && (incident.function().equals("iotlb_access_ok")
            || incident.calls().stream()
                .anyMatch(call -> call.function().equals("iotlb_access_ok")))
        && IOTLB.mayBe(age)) {
      bugs.add(IOTLB);
    }
    if (incident.kind() != Incident.Kind.KASAN && incident.kind() != Incident.Kind.OOPS) {
      return bugs;
    }
    final List<String> names = incident.calls().stream().map(Call::function).toList();
    final boolean wakes = names.contains("vhost_task_wake") || names.contains("__vhost_task_wake");
    if (wakes
        && age.code() != Age.Code.KTHREAD
        && REFERENCE.mayBe(age)
        && (age.code() != Age.Code.EITHER || age.release().isPresent())) {
      bugs.add(REFERENCE);
    }
    final boolean freedByClose = incident.freedBy().stream()
        .anyMatch(call -> call.function().startsWith("vhost_dev_cleanup"));
    if (age.code() == Age.Code.KTHREAD && freedByClose && OWNER_CHECK.mayBe(age)) {
      bugs.add(OWNER_CHECK);
    }
    return bugs;
  }

  private boolean mayBe(Age age) {
    return !age.release().map(fixed::has).orElse(false);
  }

  /** What it is, what fixed it, and whether this kernel is before that. */
  public String words(Age age) {
    final Optional<KernelRelease> release = age.release();
    return "this looks like a known bug: " + what
        + design.map(id -> " (design " + id + " of the model)").orElse("") + ". Fixed by " + commit
        + " in " + this.release
        + release
            .map(known -> "; this kernel is " + known.name()
                + (known.distribution().isPresent()
                    ? ", a distribution's: look whether the fix was taken over"
                    : ""))
            .orElse("; the log does not tell this kernel's version");
  }
}
