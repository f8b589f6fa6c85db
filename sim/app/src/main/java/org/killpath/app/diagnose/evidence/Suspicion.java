package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.evidence.task.Seen;

/**
 * How likely a running task is to hold the lock of a hung one. Points rank suspects; they are no
 * probabilities.
 *
 * @param distance between its pid and the nearest that has to do with the hung task
 */
record Suspicion(Seen task, int points, int distance, List<String> reasons) {
  /** An ioctl on a vring has dev.mutex and vq.mutex. */
  private static final int LOCKS_OF_A_VRING_IOCTL = 2;

  /** A fault on the way takes up to so many locks of its own for a moment. */
  private static final int LOCKS_OF_A_FAULT = 2;

  /** Tasks that one program starts together have pids that are no farther apart. */
  private static final int NEAR = 64;

  private static final Pattern CREATOR = Pattern.compile("vhost-(\\d{1,9})");

  static Suspicion of(Seen victim, Seen task) {
    final List<String> reasons = new ArrayList<>();
    int points = 0;
    final int least = task.counts().map(Seen.Counts::least).orElse(0);
    final int most = task.counts().map(Seen.Counts::most).orElse(0);
    final String count = least == most ? plural(least) : least + " to " + most + " locks";
    if (least == LOCKS_OF_A_VRING_IOCTL && most == least) {
      points += 3;
      reasons.add("exactly " + count
          + ", not printed: as many as an ioctl on a vring has (dev.mutex and vq.mutex)");
    } else if (most < LOCKS_OF_A_VRING_IOCTL) {
      reasons.add(count + ", not printed: fewer than an ioctl on a vring has, though a worker that"
          + " is busy has one");
      points += 1;
    } else if (least <= LOCKS_OF_A_VRING_IOCTL + LOCKS_OF_A_FAULT) {
      points += 2;
      reasons.add(count
          + ", not printed: the two of an ioctl on a vring and those of a page fault, or others");
    } else {
      reasons.add(count + ", not printed: more than an ioctl on a vring has");
    }
    final int distance = distance(victim, task.task().pid());
    if (task.tgid().isPresent() && task.tgid().equals(victim.tgid())) {
      points += 3;
      reasons.add("a thread of the hung task's group");
    } else if (distance <= NEAR) {
      points += 3;
      reasons.add(
          "its pid is next to those of the hung task and its group (" + distance + " away)");
    } else {
      reasons.add(
          "its pid is far from those of the hung task and its group (" + distance + " away)");
    }
    return new Suspicion(task, points, distance, reasons);
  }

  private static String plural(int count) {
    return count == 1 ? "1 lock" : count + " locks";
  }

  private static int distance(Seen victim, int pid) {
    int distance = Math.abs(victim.task().pid() - pid);
    final Optional<Integer> tgid = victim.tgid();
    if (tgid.isPresent()) {
      distance = Math.min(distance, Math.abs(tgid.get() - pid));
    }
    final Matcher creator = CREATOR.matcher(victim.task().comm());
    return creator.matches()
        ? Math.min(distance, Math.abs(Integer.parseInt(creator.group(1)) - pid))
        : distance;
  }
}
