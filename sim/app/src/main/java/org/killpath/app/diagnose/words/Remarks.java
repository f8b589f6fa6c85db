package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.task.Halt;
import org.killpath.app.diagnose.match.DesignEffect;
import org.killpath.app.diagnose.match.Eras;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.match.Matcher;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.lab.cell.VhostOutcome;

/** What follows from the orderings that fit, in sentences. */
public final class Remarks {
  private Remarks() {}

  public static List<String> of(Hang hang, Age age, List<Match> alike, List<DesignEffect> effects) {
    final List<String> remarks = new ArrayList<>();
    hang.ended()
        .ifPresent(where -> remarks.add(
            "The hang had ended by the newest lock list (" + where + "), which does not show it."));
    if (alike.isEmpty()) {
      return remarks;
    }
    final Match best = alike.get(0);
    final boolean usual =
        alike.stream().anyMatch(match -> Eras.designs(age).contains(match.design()));
    if (!best.isWhole()) {
      remarks.add("Nothing in the model is wholly the same: the best ordering would differ from the"
          + " log, as is said below.");
    } else if (!usual && (age.code().hasHandler() || age.code() == Age.Code.UNKNOWN)) {
      remarks.add("No ordering of upstream's teardown shows this; under the design " + best.design()
          + " it shows exactly so. Was the kernel changed?");
    }
    if (hang.victim().trace().functions().isEmpty()) {
      remarks.add("The log does not show where it is; in " + best.scenario() + " it is "
          + place(best.victim()) + ".");
    }
    ends(hang, best).ifPresent(remarks::add);
    if (hang.victim().isWorker() && best.design().equals(Matcher.UPSTREAM)) {
      drain(effects).ifPresent(remarks::add);
    }
    return remarks;
  }

  private static Optional<String> ends(Hang hang, Match best) {
    final String ordering = best.scenario();
    final Outcome outcome = best.sight().outcome();
    if (!outcome.isHang()) {
      return Optional.empty();
    }
    final Optional<String> resumed = halt(hang).map(Halt::ends);
    if (resumed.isPresent()) {
      return Optional.of("In " + ordering
          + " the hang ends only when the worker goes on; what ends its halt is " + resumed.get()
          + ".");
    }
    if (outcome == VhostOutcome.DEADLOCK) {
      return Optional.of("In " + ordering + " it is a deadlock: nothing from outside ends it.");
    }
    return Optional.of(
        outcome == VhostOutcome.HUNG_RELEASED || outcome == VhostOutcome.HUNG_SILENT
            ? "In " + ordering + " the hang ends only when the outside world acts" + act(best) + "."
            : "In " + ordering + " nothing from outside ends it.");
  }

  /** What it has to do, if the last of those tells for whom the hung task waits. */
  private static String act(Match best) {
    final List<TaskReport.WaitedFor> waits = best.sight().chainOf(best.victim()).stream()
        .flatMap(task -> task.waitsFor().stream())
        .toList();
    if (waits.stream().anyMatch(on -> on.backing().isPresent())) {
      return ": when the page of user memory is served";
    }
    return waits.stream().anyMatch(on -> on.label().equals(TaskGroup.SIGNALS))
        ? ": when the group goes on that is stopped, traced or frozen"
        : "";
  }

  /** What keeps the worker that is waited for from working. */
  private static Optional<Halt> halt(Hang hang) {
    if (hang.holder() instanceof Holder.Suspects suspects && suspects.tasks().size() == 1) {
      return Halt.of(suspects.tasks().get(0).task().trace());
    }
    return hang.holder() instanceof Holder.Known known
        ? Halt.of(known.task().trace())
        : Optional.empty();
  }

  /** As the model has it: the call trace, innermost first, and the wait. */
  private static String place(TaskReport task) {
    return "in "
        + task.callTrace().stream()
            .map(function -> function.name() + "()")
            .collect(Collectors.joining(", called by "))
        + task.operation()
            .flatMap(op -> task.waitsFor().map(on -> ", and " + op.phrase() + " " + on.name()))
            .orElse("");
  }

  /** It was proposed to run the work list before the detach loop. */
  private static Optional<String> drain(List<DesignEffect> effects) {
    return effects.stream()
        .filter(effect -> effect.design().equals("drain-first"))
        .findFirst()
        .map(effect -> effect.avoidsTheHang()
            ? "Draining before detaching would have helped: drain-first does not hang in "
                + String.join(", ", effect.in()) + "."
            : "Reordering the drain would not have helped: drain-first hangs in "
                + String.join(", ", effect.hangsIn()) + ", too.");
  }
}
