package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;

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

  /** Where a task was seen says more than how many locks it had, and which pid. */
  private static final int SEEN = 8;

  /** Tasks that one program starts together have pids that are no farther apart. */
  private static final int NEAR = 64;

  static Suspicion of(Seen victim, Seen task) {
    final List<String> reasons = new ArrayList<>();
    int points = place(task, reasons) + count(task, reasons);
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

  /** Where it was, if a processor was asked what it does, or a trace of it is in the log otherwise. */
  private static int place(Seen task, List<String> reasons) {
    final Backtrace trace = task.trace();
    if (!trace.isKnown()) {
      return 0;
    }
    if (trace.functions().isEmpty()) {
      if (!trace.whole()) {
        return 0;
      }
      reasons.add(
          "when it was seen it was not in vhost, but in " + trace.inner().get(0).function() + "()");
      return -SEEN;
    }
    final String where = trace.functions().get(0) + "()";
    if (!trace.reliable()) {
      return 0;
    }
    if (trace.kind() == Wait.USER_MEMORY) {
      reasons.add("when it was seen it was in a page fault in " + where
          + (isInAnIoctl(trace) ? ", in an ioctl, which has mutexes of vhost" : ""));
      return SEEN;
    }
    if (isInAnIoctl(trace)) {
      reasons.add("when it was seen it was in " + where + ", in an ioctl");
      return SEEN / 2;
    }
    return 0;
  }

  private static boolean isInAnIoctl(Backtrace trace) {
    return trace.functions().stream().anyMatch(name -> name.endsWith("_ioctl"));
  }

  private static int count(Seen task, List<String> reasons) {
    final int least = task.counts().map(Seen.Counts::least).orElse(0);
    final int most = task.counts().map(Seen.Counts::most).orElse(0);
    final String count = least == most ? plural(least) : least + " to " + most + " locks";
    if (least == LOCKS_OF_A_VRING_IOCTL && most == least) {
      reasons.add("exactly " + count
          + ", not printed: as many as an ioctl on a vring has (dev.mutex and vq.mutex)");
      return 3;
    }
    if (most < LOCKS_OF_A_VRING_IOCTL) {
      reasons.add(count + ", not printed: fewer than an ioctl on a vring has, though a worker that"
          + " is busy has one");
      return 1;
    }
    if (least <= LOCKS_OF_A_VRING_IOCTL + LOCKS_OF_A_FAULT) {
      reasons.add(count
          + ", not printed: the two of an ioctl on a vring and those of a page fault, or others");
      return 2;
    }
    reasons.add(count + ", not printed: more than an ioctl on a vring has");
    return 0;
  }

  private static String plural(int count) {
    return count == 1 ? "1 lock" : count + " locks";
  }

  private static int distance(Seen victim, int pid) {
    return Stream.of(
            Optional.of(victim.task().pid()), victim.tgid(), victim.task().creator())
        .flatMap(Optional::stream)
        .mapToInt(near -> Math.abs(near - pid))
        .min()
        .orElseThrow();
  }
}
