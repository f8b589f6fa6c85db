package org.killpath.app.diagnose.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.state.TaskState;

/** Compares a hang in a log with one that the model showed. */
final class HangFit {
  private final Hang hang;
  private final Sight sight;
  private final Set<String> mirrored;

  HangFit(Hang hang, Sight sight, Set<String> mirrored) {
    this.hang = hang;
    this.sight = sight;
    this.mirrored = mirrored;
  }

  /** The best way to see the one in the other, if there is any. */
  Optional<Match> best() {
    Optional<Match> best = Optional.empty();
    for (TaskReport victim : sight.evidence().tasks()) {
      final Fit fit = with(victim);
      if (!fit.isImpossible() && (best.isEmpty() || fit.points() > best.get().points())) {
        best =
            Optional.of(new Match(sight, victim, fit.points(), fit.agreements(), fit.objections()));
      }
    }
    return best;
  }

  private Fit with(TaskReport victim) {
    final Fit fit = fit(hang.victim(), victim, "the worker").asVictim(hang.certainty());
    if (fit.isImpossible()) {
      return fit;
    }
    if (sight.atEnd()
        && Stream.concat(Stream.of(hang.victim()), hang.others().stream())
            .flatMap(task -> task.trace().functions().stream())
            .noneMatch(name -> name.endsWith("_release"))) {
      fit.object(1, "it would come with the last close");
    }
    return fit.and(others(victim)).and(workers()).and(holder(victim));
  }

  private TaskFit fit(Seen seen, TaskReport report, String worker) {
    return new TaskFit(seen, report, mirrored, seen.isWorker() ? worker : "the task");
  }

  /** The watchdog reports the same tasks. */
  private Fit others(TaskReport victim) {
    final Fit fit = new Fit();
    final List<TaskReport> left = new ArrayList<>(sight.evidence().tasks().stream()
        .filter(
            task -> !hang.silent() ? TaskFit.isShown(task, hang.certainty()) : task.isReported())
        .toList());
    left.remove(victim);
    for (Seen other : hang.others()) {
      final Optional<TaskReport> same = left.stream()
          .filter(task -> !fit(other, task, "").asVictim(hang.certainty()).isImpossible())
          .findFirst();
      if (same.isPresent()) {
        left.remove(same.get());
        fit.agree(
            5,
            hang.certainty() == Hang.Certainty.REPORTED
                ? "the watchdog reports " + same.get().role() + ", too"
                : same.get().role() + " waits, too");
      } else {
        fit.object(10, "nobody would hang like " + other.task());
      }
    }
    if (hang.certainty() == Hang.Certainty.LOOPING) {
      return fit; // whoever waits meanwhile that watchdog does not report
    }
    int strangers = hang.strangers();
    for (TaskReport task : left) {
      if (task.callTrace().isEmpty() && strangers > 0) {
        strangers--;
        fit.agree(5, "the watchdog reports somebody outside vhost, too");
        continue;
      }
      if (hang.certainty() != Hang.Certainty.MOMENT) {
        fit.object(5, "the watchdog would report " + task.role() + ", too");
      } else if (task.state().shown() == 'D') {
        fit.object(2, task.role() + " would be seen waiting, too");
      }
    }
    return fit;
  }

  /** The lock lists show the same workers of its process. */
  private Fit workers() {
    final Fit fit = new Fit();
    if (hang.workersWithLocks().isEmpty()) {
      return fit;
    }
    final Hang.Workers listed = hang.workersWithLocks().get();
    final long modelled = sight.evidence().tasks().stream()
        .filter(TaskFit::isWorker)
        .filter(TaskFit::isInLockList)
        .count();
    if (modelled > listed.most()) {
      return fit.object(4, "a lock list would show " + modelled + " workers, not " + listed.most());
    }
    return modelled < listed.least()
        ? fit.object(
            2, "a lock list would show only " + modelled + " workers, not " + listed.least())
        : fit;
  }

  private Fit holder(TaskReport victim) {
    final Fit fit = new Fit();
    final List<TaskReport> modelled = sight.holdersFor(victim);
    if (modelled.isEmpty()) {
      return hang.holder() instanceof Holder.Known || hang.holder() instanceof Holder.Suspects
          ? fit.object(8, "there would be nobody to wait for")
          : fit;
    }
    if (hang.holder() instanceof Holder.Known known) {
      return known(known.task(), victim, modelled);
    }
    return hang.holder() instanceof Holder.Suspects suspects
        ? suspects(suspects, victim, modelled)
        : fit;
  }

  private Fit known(Seen task, TaskReport victim, List<TaskReport> modelled) {
    return modelled.stream()
        .map(holder -> new TaskFit(task, holder, mirrored, "the holder")
            .asHolder()
            .and(membership(task, victim, holder)))
        .max(Comparator.comparingInt(Fit::points))
        .orElseThrow();
  }

  /** Of suspects whose traces are known, the one that fits best. */
  private Fit suspects(Holder.Suspects suspects, TaskReport victim, List<TaskReport> modelled) {
    final Wait kind = hang.victim().trace().kind();
    if (suspects.tasks().size() == 1
        && !hang.victim().isOfAGroupsEnd()
        && (kind == Wait.COMPLETION || kind == Wait.REFERENCES)) {
      return known(suspects.tasks().get(0).task(), victim, modelled);
    }
    if (suspects.tasks().stream().anyMatch(suspect -> suspect.task().isCountOnly())) {
      return counted(suspects, modelled.get(0));
    }
    return suspects.tasks().stream()
        .map(Holder.Suspect::task)
        .filter(task -> !task.trace().functions().isEmpty())
        .map(task -> known(task, victim, modelled))
        .max(Comparator.comparingInt(Fit::points))
        .orElseGet(Fit::new);
  }

  private Fit counted(Holder.Suspects suspects, TaskReport modelled) {
    final Fit fit = new Fit();
    if (modelled.state() != TaskState.R) {
      return fit.object(
          8, "the holder would be asleep, and of a sleeping task the locks are printed");
    }
    fit.agree(6, "the holder runs, so that its locks are not printed");
    final boolean counted = suspects.tasks().stream()
        .limit(1)
        .flatMap(suspect -> suspect.task().counts().stream())
        .anyMatch(counts -> counts.least() == modelled.locks().size());
    return counted ? fit.agree(1, "it has as many locks as the likeliest suspect") : fit;
  }

  /** Is the holder in the victim's group? */
  private Fit membership(Seen holder, TaskReport victim, TaskReport modelled) {
    final Fit fit = new Fit();
    final Optional<Integer> group = hang.victim().tgid();
    if (group.isEmpty() || holder.tgid().isEmpty()) {
      return fit;
    }
    final boolean inGroup = group.equals(holder.tgid());
    return inGroup == (victim.tgid() == modelled.tgid())
        ? fit.agree(3, inGroup ? "the holder is in the killed group" : "the holder is an outsider")
        : fit.object(
            5, inGroup ? "the holder would be an outsider" : "the holder would be in the group");
  }
}
