package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.book.Mark;
import org.killpath.lab.scenario.Scenario;

/**
 * Whether the hang of one ordering can be avoided, as far as the search has shown.
 *
 * @param kind what was found
 * @param by the smallest set that was measured to avoid it, if there is one
 * @param token a replay of the hang
 * @param why nobody can avoid it, in words; or empty words
 */
public record Fate(
    Scenario scenario, Kind kind, Optional<EditedDesign> by, String token, String why) {
  /** What was found. */
  public enum Kind {
    /** A set that was measured does not hang there. */
    AVOIDED,
    /** A set has been measured there under which the ordering does not come about any more. */
    IMPOSSIBLE,
    /** Every set that was measured there hangs, though an edit touches what is waited for. */
    LEFT,
    /** No edit touches what a task waits for that has to end. */
    UNAVOIDABLE
  }

  /** Of each ordering in which any set hangs, in the order of the question. */
  public static List<Fate> of(Invention invention) {
    return of(invention.question(), invention.standings());
  }

  static List<Fate> of(Question question, Collection<Standing> sets) {
    final List<Standing> bySize = sets.stream()
        .sorted(Comparator.comparingInt(set -> set.design().edits().size()))
        .toList();
    final List<Fate> fates = new ArrayList<>();
    for (Scenario scenario : question.scenarios()) {
      of(scenario, bySize).ifPresent(fates::add);
    }
    return fates;
  }

  private static Optional<Fate> of(Scenario scenario, List<Standing> bySize) {
    final Optional<Mark> unavoidable = marks(scenario, bySize).stream()
        .filter(mark -> !mark.unavoidable().isEmpty())
        .findFirst();
    final Optional<Mark> hang =
        marks(scenario, bySize).stream().filter(mark -> !mark.hang().isEmpty()).findFirst();
    if (unavoidable.isEmpty() && hang.isEmpty()) {
      return Optional.empty();
    }
    final Optional<EditedDesign> without = smallest(scenario, bySize, Mark::isWithoutHang);
    if (unavoidable.isPresent() && without.isEmpty()) {
      return Optional.of(new Fate(
          scenario,
          Kind.UNAVOIDABLE,
          Optional.empty(),
          unavoidable.get().unavoidable(),
          unavoidable.get().why()));
    }
    final String token = hang.or(() -> unavoidable)
        .map(mark -> mark.hang().isEmpty() ? mark.unavoidable() : mark.hang())
        .orElseThrow();
    if (without.isPresent()) {
      return Optional.of(new Fate(scenario, Kind.AVOIDED, without, token, ""));
    }
    final Optional<EditedDesign> never =
        smallest(scenario, bySize, mark -> mark.reached() == 0 && mark.isClean());
    return Optional.of(
        new Fate(scenario, never.isPresent() ? Kind.IMPOSSIBLE : Kind.LEFT, never, token, ""));
  }

  private static List<Mark> marks(Scenario scenario, List<Standing> sets) {
    return sets.stream()
        .map(set -> set.mark(scenario))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<EditedDesign> smallest(
      Scenario scenario, List<Standing> bySize, Predicate<Mark> wanted) {
    return bySize.stream()
        .filter(set -> set.mark(scenario).filter(wanted).isPresent())
        .map(Standing::design)
        .findFirst();
  }
}
