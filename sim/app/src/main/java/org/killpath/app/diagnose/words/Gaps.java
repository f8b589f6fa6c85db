package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.Halt;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.match.Match;

/** What a log leaves open, and what would settle it. */
public final class Gaps {
  private static final int MOST_ORDERINGS = 8;

  private final Hang hang;
  private final CaseFile file;
  private final List<Match> alike;
  private final List<String> cannotTell = new ArrayList<>();
  private final List<String> captureNext = new ArrayList<>();

  /** {@code alike} are the orderings that fit best, all equally well. */
  public Gaps(Hang hang, CaseFile file, List<Match> alike) {
    this.hang = hang;
    this.file = file;
    this.alike = alike;
    hangs();
    holder();
    orderings();
    rest();
    if (captureNext.isEmpty() && !cannotTell.isEmpty()) {
      captureNext.add(Commands.blockedTasks() + "; then " + Commands.workers());
    }
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
      captureNext.add("a second lock list some seconds later (" + Commands.lockList()
          + "): a hang shows the same tasks with the same locks; and "
          + Commands.stack(hang.victim().task()));
    }
    if (hang.certainty() == Hang.Certainty.LOOPING) {
      cannotTell.add("whether it loops for ever, or has more work than it gets done");
      captureNext.add(Commands.processors() + ", a few times: it shows what the loop consists of");
    }
    if (hang.certainty() == Hang.Certainty.MOMENT && hang.looks().areSeveral()) {
      cannotTell.add("whether it hangs: the log shows it where it is "
          + hang.looks().count() + " times, and no watchdog's report of it");
    } else if (hang.certainty() == Hang.Certainty.MOMENT) {
      cannotTell.add("whether it hangs: the log shows one moment, and no watchdog's report of it");
      if (hang.victim().source().filter(PrintedTask.Source.CHANNEL::equals).isPresent()) {
        cannotTell.add(
            "how it came there, and who else is in it: of its stack, a table of tasks has one"
                + " function");
      }
      captureNext.add("a second look some seconds later: "
          + (hang.victim().task().isNamed()
              ? Commands.stack(hang.victim().task())
              : "the lines above the trace, INFO: task NAME:PID or task:NAME, which say whose it is; and "
                  + Commands.blockedTasks()));
    }
  }

  private void orderings() {
    final List<String> staged = alike.stream()
        .filter(match -> match.sight().cell().scenario().isStaged())
        .map(Match::scenario)
        .distinct()
        .toList();
    if (staged.size() > 1) {
      cannotTell.add("which of these orderings it was: "
          + staged.stream().limit(MOST_ORDERINGS).collect(Collectors.joining(", "))
          + (staged.size() > MOST_ORDERINGS
              ? " and " + (staged.size() - MOST_ORDERINGS) + " more"
              : "")
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
    } else if (hang.victim().trace().kind() == Wait.MUTEX && hang.outside().isEmpty()) {
      cannotTell.add(
          hang.holder() instanceof Holder.Died died
              ? "whether " + died.task().task()
                  + " had the mutex when it died, and of which device it is"
              : "who holds the mutex");
      locks();
    } else if (hang.victim().isOfAGroupsEnd()) {
      cannotTell.add(
          "which thread of its group it waits for: a worker of vhost is one, from 6.4 on");
      captureNext.add(Commands.workers());
      captureNext.add(Commands.allTasks());
    } else if (hang.victim().trace().kind() == Wait.COMPLETION
        && hang.holder() instanceof Holder.Unknown) {
      cannotTell.add(
          hang.victim().isWorker()
              ? "who completes what it waits for: the log does not show it"
              : "what the worker does that should run the flush item: the log does not show it");
      captureNext.add(Commands.workers());
      captureNext.add(Commands.allTasks() + "; " + Commands.processors());
    } else if (hang.holder() instanceof Holder.Unknown
        && hang.outside().isEmpty()
        && hang.certainty() != Hang.Certainty.LOOPING) {
      cannotTell.add("whom it waits for");
      captureNext.add(Commands.allTasks());
    }
    if (hang.outside().isPresent() && !(hang.holder() instanceof Holder.Known)) {
      cannotTell.add("who keeps " + hang.outside().get().part() + " from going on");
      captureNext.add(Commands.blockedTasks());
      if (hang.victim().trace().kind() == Wait.MUTEX) {
        captureNext.add(Commands.capture());
      }
    }
  }

  /** A lock list only where one can be had: lockdep is rare, and after its first report it is off. */
  private void locks() {
    if (file.isLockdepOff()) {
      cannotTell.add(
          "which locks are held: lockdep reported something earlier in this boot and is off"
              + " since; a lock list can be had after a reboot only");
    } else {
      captureNext.add("a lock list (" + Commands.lockList() + ") while it hangs, on a kernel with"
          + " lockdep");
    }
    captureNext.add(Commands.capture());
    captureNext.add("or the owner field of the mutex, with a debugger or from a crash dump");
  }

  private void suspects(Holder.Suspects suspects) {
    final Seen first = suspects.tasks().get(0).task();
    final boolean counted =
        suspects.tasks().stream().anyMatch(suspect -> suspect.task().isCountOnly());
    if (!counted && hang.victim().trace().kind() == Wait.MUTEX) {
      cannotTell.add(
          suspects.tasks().size() == 1
              ? "whether " + first.task() + " has the mutex: where it is says so, and no lock list"
              : "which of them has the mutex, if one has: no lock list says it");
      locks();
      return;
    }
    cannotTell.add(
        counted
            ? "who holds the lock: of a task that runs while the list is made, 6.x prints only how many"
                + " locks it has"
            : suspects.tasks().size() == 1
                ? "whether " + first.task()
                    + " is the worker that it waits for: nothing ties a completion to a task"
                : "which of them it waits for: nothing ties a completion to a task");
    if (suspects.tasks().size() == 1) {
      halted(first);
    }
    for (Holder.Suspect suspect : suspects.tasks()) {
      if (suspect.likeliest() && suspect.task().tgid().isEmpty()) {
        cannotTell.add("whether " + suspect.task().task() + " is in the killed group"
            + killedGroup()
            + ": its thread group is not in the log");
      }
    }
    if (!counted) {
      captureNext.add(Commands.workers());
      return;
    }
    if (!file.isLockdepOff()) {
      captureNext.add("the lock list a few more times (sysrq-d: " + Commands.lockList()
          + "): a task that runs in one may be asleep in the next, and then its locks are printed");
    }
    captureNext.add("cat " + Commands.file(first, "status")
        + " while it hangs: Tgid tells its group, SigPnd and ShdPnd"
        + " whether a signal is pending that makes it retry for ever");
    captureNext.add(Commands.processors() + "; and cat " + Commands.file(first, "stack"));
    hang.victim()
        .waitsFor()
        .filter(SeenLock::hasAddress)
        .ifPresent(lock -> captureNext.add("the owner field of the mutex at "
            + lock.lock().address() + ", with a debugger or from a crash dump"));
    captureNext.add(
        "a kernel of 6.16 or later with CONFIG_DETECT_HUNG_TASK_BLOCKER: its report names"
            + " the likely owner");
  }

  private void known(Holder.Known known) {
    final Seen task = known.task();
    if (hang.victim().isOfAGroupsEnd()) {
      cannotTell.add("whether it waits for another thread of the group, too: " + task.task()
          + " is one that the log shows");
      captureNext.add(Commands.workers());
    } else if (!known.certain() && hang.victim().trace().kind() == Wait.COMPLETION) {
      halted(task);
      cannotTell.add("whether " + task.task()
          + " is the worker that the flush waits for: nothing ties a completion to a task");
      captureNext.add(Commands.workers());
      captureNext.add(Commands.processors());
    }
    if (task.tgid().isEmpty() && !task.isWorker() && !hang.outside().isPresent()) {
      cannotTell.add("whether " + task.task() + " is in the killed group" + killedGroup());
      captureNext.add("cat " + Commands.file(task, "status")
          + ": Tgid tells its group, SigPnd and ShdPnd whether a" + " signal is pending");
    }
    if (task.trace().functions().isEmpty() && task.trace().inner().isEmpty()) {
      cannotTell.add("what " + task.task() + " does: the log has no call trace of it");
      captureNext.add(
          "cat " + Commands.file(task, "stack") + ", a few times; or " + Commands.allTasks());
    }
  }

  private void halted(Seen worker) {
    if (Halt.of(worker.trace()).isPresent()) {
      captureNext.add("grep -E '^(State|Tgid|TracerPid)' " + Commands.file(worker, "status")
          + ", and cat " + Commands.file(worker, "cgroup") + ": who halted it");
    }
  }

  /** The group that was killed is the worker's, whoever hangs. */
  private String killedGroup() {
    if (hang.victim().isWorker()) {
      return hang.victim().tgid().map(tgid -> " (" + tgid + ")").orElse("");
    }
    return Stream.concat(hang.others().stream(), holderTask().stream())
        .filter(Seen::isWorker)
        .flatMap(worker -> worker.tgid().stream())
        .findFirst()
        .map(tgid -> " (" + tgid + ")")
        .orElse("");
  }

  private Optional<Seen> holderTask() {
    return hang.holder() instanceof Holder.Known known
        ? Optional.of(known.task())
        : Optional.empty();
  }

  private void rest() {
    if (hang.victim().trace().functions().isEmpty()
        && hang.victim().trace().inner().isEmpty()
        && !hang.silent()) {
      cannotTell.add(
          hang.victim().trace().isCutOff()
              ? "where it is: its call trace is cut off in the log"
              : "where it is: its call trace is not in the log");
      captureNext.add("the whole report, or " + Commands.blockedTasks());
    }
    if (alike.isEmpty() && !hang.outside().isPresent() && !(hang.holder() instanceof Holder.Died)) {
      cannotTell.add("which ordering it was: no cell of the model shows the like");
    }
  }
}
