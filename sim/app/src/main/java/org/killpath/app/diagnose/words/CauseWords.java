package org.killpath.app.diagnose.words;

import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.evidence.Aftermath;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Outside;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.Incident;

/** Why it hangs, in a sentence or two. */
public final class CauseWords {
  private CauseWords() {}

  public static String of(Hang hang, CaseFile file) {
    if (hang.holder() instanceof Holder.Died died) {
      return died(hang, died, file);
    }
    if (hang.outside().isPresent()) {
      return outside(hang, hang.outside().get(), file);
    }
    if (hang.holder() instanceof Holder.Known known) {
      return known(hang, known) + ChainWords.of(hang);
    }
    if (hang.holder() instanceof Holder.Suspects suspects) {
      final Holder.Suspect first = suspects.tasks().get(0);
      return suspects.tasks().size() == 1 || first.likeliest()
          ? "likeliest, " + first.task().task() + " has what it waits for; that is a guess"
              + (first.task().isCountOnly() && first.task().trace().functions().isEmpty()
                  ? ""
                  : Workers.doing(first.task()).replaceFirst(", which is", ": it is"))
          : "one of " + suspects.tasks().size() + " tasks has what it waits for, or does it";
    }
    if (hang.holder() instanceof Holder.Outside outside) {
      return hang.victim()
              .trace()
              .fault()
              .filter(fault -> fault == Backtrace.Fault.STORAGE)
              .isPresent()
          ? "it is outside vhost, which is a victim here: storage, or what is under it, has not delivered a"
              + " page"
          : "nobody in the kernel can end it: " + outside.what();
    }
    return "the log does not tell: " + ((Holder.Unknown) hang.holder()).why();
  }

  private static String died(Hang hang, Holder.Died died, CaseFile file) {
    final Incident crash = died.crash();
    final String place = Aftermath.place(crash);
    final String kind = crash.kind() == Incident.Kind.OOPS ? "in an oops" : "in the kernel";
    return (died.task().task().isNamedLikeAWorker() ? "the worker " : "")
        + died.task().task() + " died " + kind + " at "
        + TimelineWords.when(crash.time(), crash.line()) + before(hang, crash) + " (exited)"
        + (place.isEmpty() ? "" : ": in " + place + "()")
        + below(crash)
        + lost(hang, died)
        + Aftermath.ofMemoryBefore(file.incidents(), crash)
            .map(CauseWords::earlier)
            .orElse("");
  }

  private static String lost(Hang hang, Holder.Died died) {
    return died.mutexes().isEmpty()
        ? ". Nobody will run the flush item; that crash is the cause, and no teardown ordering is"
        : ". Where it died a task has " + String.join(" and ", died.mutexes())
            + ", and nobody will give it back: most likely that is what "
            + hang.victim().task()
            + " waits for, and no teardown ordering is the cause";
  }

  /** What crashed had used memory that was not its own: whatever came after may come from that. */
  private static String earlier(Incident kasan) {
    final String place = Aftermath.place(kasan);
    return ". Before that, at " + TimelineWords.when(kasan.time(), kasan.line())
        + (kasan.detail().startsWith("BUG: KFENCE") ? ", KFENCE" : ", KASAN")
        + " had reported the same task" + (place.isEmpty() ? "" : " in " + place + "()")
        + ": look there first, the crash may come from it";
  }

  private static String below(Incident crash) {
    final String path = crash.calls().stream()
        .limit(3)
        .map(call ->
            call.function() + "()" + (call.module().isEmpty() ? "" : " [" + call.module() + "]"))
        .filter(name -> !name.startsWith(Aftermath.place(crash) + "("))
        .collect(Collectors.joining(", "));
    return path.isEmpty() ? "" : ", below " + path;
  }

  /** How long before the hang was reported. */
  private static String before(Hang hang, Incident crash) {
    final Optional<Double> then = crash.time().filter(CauseWords::isSeconds).map(Double::valueOf);
    final Optional<Double> now = hang.victim()
        .reported()
        .flatMap(report -> report.time())
        .filter(CauseWords::isSeconds)
        .map(Double::valueOf);
    return then.isPresent() && now.isPresent() && now.get() >= then.get()
        ? ", " + Math.round(now.get() - then.get()) + " s before"
        : "";
  }

  private static boolean isSeconds(String time) {
    return time.matches("\\d{1,12}\\.\\d{1,9}");
  }

  private static String outside(Hang hang, Outside outside, CaseFile file) {
    final StringBuilder words = new StringBuilder(
            "it is outside vhost, which is a victim here: it waits for ")
        .append(outside.what());
    if (!outside.what().contains(outside.function())) {
      words.append(" (").append(outside.function()).append("())");
    }
    if (hang.holder() instanceof Holder.Known known && !known.task().equals(hang.victim())) {
      words.append(". ").append(known.task().task());
      words.append(
          known.sureness() == Holder.Sureness.GUESSED && known.task().isHung()
              ? " hangs in the same log: likely the cause"
              : " has it" + (known.certain() ? "" : ", most likely"));
      words.append(ChainWords.of(hang));
    } else {
      hang.tied().stream()
          .findFirst()
          .ifPresent(task -> words
              .append(". ")
              .append(task.task())
              .append(" hangs in the same log: likely the cause"));
    }
    if (!file.dying() && !outside.isModelled()) {
      words.append(". Nobody was killed, as far as the log shows: this is no teardown");
    }
    return words.toString();
  }

  private static String known(Hang hang, Holder.Known known) {
    final Seen task = known.task();
    if (task.task().equals(hang.victim().task())) {
      return "it waits for a lock that it holds itself: it is deadlocked with itself";
    }
    if (hang.victim().trace().kind() == Wait.RCU) {
      return task.task() + " holds up the grace period that it waits for (likely)"
          + Workers.doing(task);
    }
    if (hang.victim().isOfAGroupsEnd()) {
      return (hang.victim().trace().isDump() ? "the core dump" : "execve()") + " waits for "
          + task.task() + ", a thread of its group" + Workers.doing(task);
    }
    if (hang.victim().trace().kind() == Wait.COMPLETION) {
      return "the flush waits for the worker " + task.task() + Workers.doing(task);
    }
    if (!known.certain() && hang.victim().waitsFor().filter(task::mayWaitFor).isPresent()) {
      return task.task()
          + " has what it waits for, or waits for it, too: the lock list does not tell"
          + Workers.doing(task);
    }
    return task.task() + " has what it waits for (" + (known.certain() ? "certain" : "likely") + ")"
        + Workers.doing(task);
  }
}
