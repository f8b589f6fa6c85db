package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
      return List.of(known(hang, known));
    }
    if (holder instanceof Holder.Suspects suspects) {
      return suspects(suspects);
    }
    if (holder instanceof Holder.Died died) {
      return List.of("nobody any more: " + died.task().task() + " died (line "
          + died.crash().line() + "): " + died.crash().detail());
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
        + describe(hang.victim(), task);
  }

  /** State, place, locks and group of a task, as far as they are known. */
  static String describe(Seen victim, Seen task) {
    final List<String> parts = new ArrayList<>();
    parts.add(activity(task));
    if (!task.trace().functions().isEmpty()) {
      parts.add("it is in " + Steps.of(task));
      task.trace().fault().ifPresent(fault -> parts.add("it waits for " + fault.words()));
    } else if (!task.trace().inner().isEmpty()) {
      parts.add(Steps.of(task));
    }
    if (!task.locks().isEmpty()) {
      parts.add("it has " + locks(task.locks()));
    }
    parts.add(group(victim, task));
    return "It " + String.join("; ", parts) + ".";
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
