package org.killpath.app.report.letter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.Trace;
import org.killpath.engine.search.Trace.Actor;
import org.killpath.engine.search.Trace.Step;

/** The steps that brought a hang about: of those who wait for each other, and of the killer. */
final class DecisiveSteps {
  private final List<Step> before;
  private final List<Step> kept;
  private final Map<Actor, String> rest;

  private DecisiveSteps(List<Step> before, List<Step> kept, Map<Actor, String> rest) {
    this.before = before;
    this.kept = kept;
    this.rest = rest;
  }

  /**
   * Of {@code trace}.
   *
   * @param toTheEnd is the hang one at the last close, rather than in the ordering itself?
   */
  static DecisiveSteps of(Trace trace, Evidence evidence, boolean toTheEnd) {
    final Set<Integer> involved = Stream.concat(
            evidence.chain().stream(), evidence.cycle().stream())
        .map(TaskReport::pid)
        .collect(Collectors.toSet());
    final List<Step> before = trace.steps().stream()
        .filter(step -> !step.part().equals(Part.SET_UP))
        .filter(step -> toTheEnd || step.part().equals(Part.MAIN))
        .toList();
    final List<Step> kept = before.stream()
        .filter(step ->
            step.op() == Op.SIGNAL || (involved.contains(step.actor().pid()) && matters(step)))
        .toList();
    return new DecisiveSteps(before, kept, rest(trace, involved, toTheEnd));
  }

  /** Who waits for what then, of those that are involved. */
  private static Map<Actor, String> rest(Trace trace, Set<Integer> involved, boolean toTheEnd) {
    final Map<Actor, String> rest = new LinkedHashMap<>();
    trace.rests().stream()
        .filter(end -> toTheEnd || end.part().equals(Part.MAIN))
        .reduce((earlier, later) -> later)
        .ifPresent(end -> end.blocked().forEach((actor, words) -> {
          if (involved.contains(actor.pid())) {
            rest.put(actor, words);
          }
        }));
    return rest;
  }

  /** Reads and writes of fields are left out; whatever others wait for, or are woken by, is not. */
  private static boolean matters(Step step) {
    return !step.complaints().isEmpty()
        || switch (step.op()) {
          case LOCK, LOCK_KILLABLE, TRYLOCK, UNLOCK, SPIN_LOCK, WAIT, COMPLETE, SLEEP, WAKE -> true;
          case BACK_OFF, SIGNAL, GET_SIGNAL, TOUCH, FAULT, SERVE, SYNCHRONIZE_RCU -> true;
          case WAIT_FOR_READERS, WAIT_FOR_ZERO, FREE, TAKE, STAGE -> true;
          default -> false;
        };
  }

  int leftOut() {
    return before.size() - kept.size();
  }

  void to(Paper paper) {
    for (Step step : kept) {
      final String head =
          String.format(Locale.ROOT, "%5d  %-9s ", step.number(), step.actor().role());
      paper.wrapped(
          head,
          " ".repeat(17),
          step.function().map(function -> function.name() + "(): ").orElse("") + step.what());
      step.complaints()
          .forEach(complaint -> paper.wrapped(" ".repeat(17), " ".repeat(19), complaint));
    }
    rest.forEach((actor, words) -> paper.wrapped(
        String.format(Locale.ROOT, " rest  %-9s ", actor.role()), " ".repeat(17), words));
  }
}
