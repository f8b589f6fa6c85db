package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.Seen;
import org.killpath.app.diagnose.evidence.SeenLock;
import org.killpath.app.diagnose.evidence.Wait;
import org.killpath.app.diagnose.match.Match;

/** What a log leaves open, and what would settle it. */
public final class Gaps {
  private final Hang hang;
  private final List<Match> alike;
  private final List<String> cannotTell = new ArrayList<>();
  private final List<String> captureNext = new ArrayList<>();

  /** {@code alike} are the orderings that fit best, all equally well. */
  public Gaps(Hang hang, List<Match> alike) {
    this.hang = hang;
    this.alike = alike;
    hangs();
    orderings();
    holder();
    rest();
  }

  public List<String> cannotTell() {
    return List.copyOf(cannotTell);
  }

  public List<String> captureNext() {
    return List.copyOf(captureNext);
  }

  private void hangs() {
    if (hang.silent()) {
      cannotTell.add(
          "whether it hangs at all: nobody is reported, and a lock list shows one moment");
      captureNext.add("a second lock list (sysrq-d) some seconds later: a hang shows the same tasks"
          + " with the same locks; and " + proc(hang.victim(), "stack"));
    }
  }

  private void orderings() {
    final List<String> staged = alike.stream()
        .filter(match -> match.sight().cell().scenario().isStaged())
        .map(Match::scenario)
        .toList();
    if (staged.size() > 1) {
      cannotTell.add("which of these orderings it was: " + String.join(", ", staged)
          + " look alike in this log");
    }
    if (hang.device().isEmpty()) {
      cannotTell.add("which driver it was (vsock, scsi, net): no function of one is in the log");
    }
    if (hang.victim().waitsFor().flatMap(SeenLock::label).equals(Optional.of("vq.mutex"))) {
      cannotTell.add("which virtqueue it was: a lock list has an address, not an index");
    }
  }

  private void holder() {
    if (hang.holder() instanceof Holder.Suspects suspects) {
      suspects(suspects);
    } else if (hang.holder() instanceof Holder.Known known) {
      known(known);
    } else if (hang.victim().trace().kind() == Wait.MUTEX) {
      cannotTell.add("who holds the mutex");
      captureNext.add("a lock list (sysrq-d, on a kernel with lockdep) while it hangs, or the owner"
          + " field of the mutex, with a debugger or from a crash dump");
    }
  }

  private void suspects(Holder.Suspects suspects) {
    final Seen first = suspects.tasks().get(0).task();
    cannotTell.add(
        "who holds the lock: of a task that runs while the list is made, 6.x prints only how many"
            + " locks it has");
    for (Holder.Suspect suspect : suspects.tasks()) {
      if (suspect.likeliest() && suspect.task().tgid().isEmpty()) {
        cannotTell.add("whether " + suspect.task().task() + " is in the killed group"
            + hang.victim().tgid().map(tgid -> " (" + tgid + ")").orElse("")
            + ": its thread group is not in the log");
      }
    }
    captureNext.add(
        "the lock list a few more times (sysrq-d): a task that runs in one may be asleep"
            + " in the next, and then its locks are printed");
    captureNext.add(
        proc(first, "status") + " while it hangs: Tgid tells its group, SigPnd and ShdPnd"
            + " whether a signal is pending that makes it retry for ever");
    captureNext.add("what each processor executes (sysrq-l), and " + proc(first, "stack"));
    hang.victim()
        .waitsFor()
        .ifPresent(lock -> captureNext.add("the owner field of the mutex at "
            + lock.lock().address() + ", with a debugger or from a crash dump"));
    captureNext.add(
        "a kernel of 6.16 or later with CONFIG_DETECT_HUNG_TASK_BLOCKER: its report names"
            + " the likely owner");
  }

  private void known(Holder.Known known) {
    final Seen task = known.task();
    if (!known.certain() && hang.victim().trace().kind() == Wait.COMPLETION) {
      cannotTell.add("whether " + task.task()
          + " is the worker that the flush waits for: nothing ties a completion to a task");
    }
    if (task.tgid().isEmpty()) {
      cannotTell.add("whether " + task.task() + " is in the killed group"
          + hang.victim().tgid().map(tgid -> " (" + tgid + ")").orElse(""));
      captureNext.add(proc(task, "status") + ": Tgid tells its group, SigPnd and ShdPnd whether a"
          + " signal is pending");
    }
    if (task.trace().functions().isEmpty()) {
      cannotTell.add("what " + task.task() + " does: the log has no call trace of it");
      captureNext.add(proc(task, "stack") + ", a few times, or the list of all tasks (sysrq-t)");
    }
  }

  private void rest() {
    if (hang.victim().trace().functions().isEmpty() && !hang.silent()) {
      cannotTell.add("where it is: its call trace is not in the log");
      captureNext.add("the whole report, or blocked tasks (sysrq-w)");
    }
    if (alike.isEmpty()) {
      cannotTell.add("which ordering it was: no cell of the model shows the like");
    }
  }

  private static String proc(Seen task, String file) {
    return "/proc/" + task.task().pid() + "/" + file;
  }
}
