package org.killpath.app.diagnose.evidence;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.ShownTasks;
import org.killpath.app.diagnose.log.Splat;
import org.killpath.app.diagnose.log.TaskId;

/**
 * What one run of a kernel logged about vhost.
 *
 * @param host whose log it is, if those of several machines are in the input
 * @param release of the kernel, as the log names it
 * @param age which code of vhost that is
 * @param otherHung tasks that the watchdog reported and that have nothing to do with vhost
 * @param notHanging tasks that have locks of vhost although nobody is seen to wait for them
 * @param idle workers that are seen asleep with nothing to do
 * @param frozen tasks that the freezer could not stop
 * @param untold hung tasks, and tasks of vhost, of which the log shows too little to say whether vhost
 *     hangs
 * @param elsewhere tasks that are seen blocked at one moment, and have nothing to do with vhost
 * @param dying does anything in the log show that a process dies?
 * @param answered is any task's trace, or any lock list, in it?
 * @param reports how many reports were read
 */
public record CaseFile(
    Optional<String> host,
    Optional<String> release,
    Age age,
    boolean aboutVhost,
    List<Hang> hangs,
    List<TaskId> otherHung,
    List<Seen> notHanging,
    List<Seen> idle,
    List<Seen> frozen,
    List<Incident> incidents,
    List<Splat> splats,
    List<ShownTasks> shown,
    List<Seen> hungTasks,
    List<Seen> untold,
    List<Seen> elsewhere,
    boolean dying,
    boolean answered,
    long reports) {
  public CaseFile {
    hangs = List.copyOf(hangs);
    otherHung = List.copyOf(otherHung);
    notHanging = List.copyOf(notHanging);
    idle = List.copyOf(idle);
    frozen = List.copyOf(frozen);
    incidents = List.copyOf(incidents);
    splats = List.copyOf(splats);
    shown = List.copyOf(shown);
    hungTasks = List.copyOf(hungTasks);
    untold = List.copyOf(untold);
    elsewhere = List.copyOf(elsewhere);
  }

  /** The same, with the name of the machine. */
  CaseFile on(String name) {
    return new CaseFile(
        Optional.of(name),
        release,
        age,
        aboutVhost,
        hangs,
        otherHung,
        notHanging,
        idle,
        frozen,
        incidents,
        splats,
        shown,
        hungTasks,
        untold,
        elsewhere,
        dying,
        answered,
        reports);
  }

  /** Was the kernel asked for its tasks or locks, and is nothing that it may have said there? */
  public boolean isAskedInVain() {
    return !answered && shown.stream().anyMatch(asked -> asked.what().startsWith("Show"));
  }

  /** Lockdep reports once, and is off for the rest of the boot. */
  public boolean isLockdepOff() {
    return !splats.isEmpty()
        || incidents.stream().anyMatch(one -> one.kind() == Incident.Kind.LOCKDEP_OFF);
  }
}
