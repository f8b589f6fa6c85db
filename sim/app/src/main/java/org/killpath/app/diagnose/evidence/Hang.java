package org.killpath.app.diagnose.evidence;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.task.Outside;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.lab.vhost.device.Device;

/**
 * One hang, as the log shows it.
 *
 * @param victim the task that tells most: a worker if one is stuck
 * @param others that hang with it
 * @param strangers how many tasks hang, by the watchdog's word, that have nothing to do with vhost
 * @param holder whom the victim waits for
 * @param chain whom that one waits for in turn, and so on
 * @param certainty how it is known to hang
 * @param similar tasks in the same state on other devices, by the lock list
 * @param tied hung tasks outside vhost that belong to what the victim waits for
 * @param workersWithLocks how many workers of its process the lock lists show; empty if there is no
 *     list
 * @param device the driver, if a function names it
 * @param ended where a later lock list shows nothing of it any more
 * @param looks at the victim, that showed the same each time
 */
public record Hang(
    Seen victim,
    List<Seen> others,
    int strangers,
    Holder holder,
    Chain chain,
    Certainty certainty,
    List<Seen> similar,
    List<Seen> tied,
    Optional<Workers> workersWithLocks,
    Optional<Device.Kind> device,
    Optional<String> ended,
    Looks looks) {
  /** How many workers of the victim's process a lock list shows: {@code most} with doubtful ones. */
  public record Workers(int least, int most) {}

  /** How a hang is known to be one. */
  public enum Certainty {
    /** The watchdog says so. */
    REPORTED,
    /** The watchdog for processors says that it runs and does not leave its processor. */
    LOOPING,
    /** It is seen to wait at one moment, or at several: it may go on in the next. */
    MOMENT,
    /** Nobody is reported: the lock lists are all there is. */
    SILENT
  }

  public Hang {
    others = List.copyOf(others);
    similar = List.copyOf(similar);
    tied = List.copyOf(tied);
  }

  /** Is it a hang of this task, alone or with others? */
  public boolean isOf(Seen task) {
    return victim.task().equals(task.task())
        || others.stream().anyMatch(other -> other.task().equals(task.task()));
  }

  public boolean silent() {
    return certainty == Certainty.SILENT;
  }

  /** Does the holder wait in turn, and at the end of that is somebody who is seen outside vhost? */
  public boolean endsOutside() {
    return chain
        .root()
        .filter(
            root -> !root.isVhosts() && root.trace().isKnown() && root.trace().whole())
        .isPresent();
  }

  /** What it waits for, if that is not vhost's. */
  public Optional<Outside> outside() {
    return victim.trace().outside();
  }
}
