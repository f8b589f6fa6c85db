package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;

/** Says who has what a hung task waits for, or who may have it. */
public final class HolderWords {
  private HolderWords() {}

  /** One line for each task, or one that says why there is none. */
  public static List<String> of(Hang hang) {
    final Holder holder = hang.holder();
    if (holder instanceof Holder.Known known) {
      return Stream.concat(Stream.of(known(hang, known)), ChainWords.lines(hang).stream())
          .toList();
    }
    if (holder instanceof Holder.Suspects suspects) {
      return suspects(suspects);
    }
    if (holder instanceof Holder.Died died) {
      return List.of(
          (died.mutexes().isEmpty() ? "nobody any more: " : "most likely nobody any more: ")
              + died.task().task() + " died (line " + died.crash().line() + "): "
              + died.crash().detail() + mutexes(died));
    }
    if (holder instanceof Holder.Outside outside) {
      return List.of("nobody of vhost: " + outside.what());
    }
    return List.of("cannot be told: " + ((Holder.Unknown) holder).why());
  }

  private static String known(Hang hang, Holder.Known known) {
    final Seen task = known.task();
    if (task.task().equals(hang.victim().task())) {
      return known.how();
    }
    return task.task() + (known.certain() ? "" : ", most likely") + ": " + known.how() + ". "
        + describe(hang.victim(), task, known.certain());
  }

  /** Which mutex it was is concluded from where the task died. */
  private static String mutexes(Holder.Died died) {
    return died.mutexes().isEmpty()
        ? ""
        : "; where it died a task has " + String.join(" and ", died.mutexes())
            + ", and a dead task gives nothing back; that it is what is waited for, nothing says";
  }

  /**
   * State, place, locks and group of a task, as far as they are known; {@code has}: it is certain that
   * it has what the victim waits for.
   */
  static String describe(Seen victim, Seen task, boolean has) {
    final List<String> parts = new ArrayList<>();
    parts.add(activity(task));
    if (!task.trace().functions().isEmpty()) {
      parts.add("it is in " + Steps.of(task));
      task.trace()
          .fault()
          .filter(fault -> task.waitsFor().isEmpty())
          .ifPresent(fault -> parts.add("it waits for " + fault.words()));
    } else if (!task.trace().inner().isEmpty()) {
      parts.add(Steps.of(task));
    }
    if (!task.locks().isEmpty()) {
      parts.add(has(task, has ? victim.waitsFor() : Optional.empty()));
    }
    task.waitsFor()
        .ifPresent(
            lock -> parts.add((task.trace().isKnown() || lock.isExclusive() ? "" : "most likely ")
                + "it waits for " + Steps.wait(task)));
    parts.add(group(victim, task));
    return "It " + String.join("; ", parts) + ".";
  }

  /** Without a trace, nothing says whether it waits for its last lock, unless that is {@code certain}. */
  private static String has(Seen task, Optional<SeenLock> certain) {
    final int rest = task.locks().size() - 1;
    final SeenLock last = task.locks().get(rest);
    if (!task.mayWaitFor(last) || certain.filter(last::isSameAs).isPresent()) {
      return "it has " + locks(task.locks());
    }
    return "it has " + (rest > 0 ? locks(task.locks().subList(0, rest)) + "; it has " : "")
        + last.name() + ", or waits for it";
  }

  private static String activity(Seen task) {
    if (task.isHung()) {
      return "is hung itself: the watchdog reports it, too";
    }
    if (task.timesRunning() > 0 && task.timesAsleep() > 0) {
      return "was running in " + task.timesRunning() + " of "
          + (task.timesRunning() + task.timesAsleep()) + " observations, asleep in the others";
    }
    if (task.timesRunning() > 0) {
      return "was running each time (" + task.timesRunning() + ")";
    }
    return task.timesAsleep() > 0
        ? "was asleep each time (" + task.timesAsleep() + ")"
            + task.state().map(state -> ", in state " + state).orElse("")
        : "was not seen otherwise";
  }

  private static String group(Seen victim, Seen task) {
    final Optional<Integer> tgid = task.tgid();
    if (tgid.isEmpty() || victim.tgid().isEmpty()) {
      return "its thread group is not in the log";
    }
    return tgid.equals(victim.tgid())
        ? "it is in the same thread group, " + tgid.get()
        : "it is in another thread group, " + tgid.get();
  }

  public static String locks(List<SeenLock> locks) {
    return locks.stream().map(SeenLock::name).collect(Collectors.joining(", "));
  }

  private static List<String> suspects(Holder.Suspects suspects) {
    final List<String> lines = new ArrayList<>();
    boolean clear = false;
    for (Holder.Suspect suspect : suspects.tasks()) {
      final String how;
      if (suspect.likeliest()) {
        how = "likeliest";
        clear = true;
      } else {
        how = clear ? "less likely" : "possible";
      }
      lines.add(how + ": " + suspect.task().task() + ": " + String.join("; ", suspect.reasons()));
    }
    if (suspects.excluded() > 0) {
      lines.add("not: " + suspects.excluded() + " other "
          + (suspects.excluded() == 1 ? "task" : "tasks")
          + ", whose locks are all printed and do not include it");
    }
    return lines;
  }
}
