package org.killpath.stress.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;

/** What is wrong with the results of a run, and what is merely worth a word. */
public final class Inspection {
  private final long seed;
  private final List<String> failures = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Integer> unaccounted = new LinkedHashMap<>();

  /** Of a run with this seed. */
  public Inspection(long seed) {
    this.seed = seed;
  }

  /** Looks at one cell. */
  public void inspect(CellReport cell) {
    final String name = cell.cell() + ": ";
    objections(cell).forEach(objection -> failures.add(name + objection));
    if (cell.known().isOpen()) {
      cell.outside().forEach(outcome -> remarks.add(name + surprise(cell, outcome)));
      surprisesDrawn(cell).forEach(outcome -> remarks.add(name + outsideDrawn(cell, outcome)));
    }
    if (cell.known().may().isEmpty()) {
      unaccounted.merge(cell.cell().design().id(), 1, Integer::sum);
    } else if (cell.neverCameAbout() && !cell.known().isUnreachable()) {
      remarks.add(name + "the ordering never came about in " + cell.worlds() + " free worlds");
    }
  }

  /** What is wrong with one cell. */
  public List<String> objections(CellReport cell) {
    final List<String> objections = new ArrayList<>();
    cell.failed()
        .forEach((thrown, worlds) ->
            objections.add("the model failed in " + of(worlds, cell) + ": " + thrown));
    if (!cell.known().isOpen()) {
      cell.outside().forEach(outcome -> objections.add(outside(cell, outcome)));
      surprisesDrawn(cell).forEach(outcome -> objections.add(outsideDrawn(cell, outcome)));
    }
    cell.drawn()
        .flatMap(result -> result.failure())
        .ifPresent(why -> objections.add("the model failed in a drawn interleaving: " + why));
    return objections;
  }

  private static List<Outcome> surprisesDrawn(CellReport cell) {
    return cell.outsideDrawn().stream()
        .filter(outcome -> !cell.outside().contains(outcome))
        .toList();
  }

  /** No search of the cell has come to its end, so that what comes new is news, not a failure. */
  private String surprise(CellReport cell, Outcome outcome) {
    return "new, and not proven impossible: " + outside(cell, outcome);
  }

  private String outside(CellReport cell, Outcome outcome) {
    final String verdict = cell.seen().keySet().stream()
        .filter(what ->
            what.startsWith(outcome.name()) && CellReport.outcomeOf(what).equals(outcome))
        .findFirst()
        .orElseThrow();
    return "'" + verdict + "' in " + of(cell.free().get(outcome), cell) + "; "
        + cell.known().words() + ". " + blame(cell) + " The delays were those of seed " + seed
        + "; " + nextStep(cell, outcome);
  }

  /** How to see it again: free worlds cannot be replayed, but the like of them may have been drawn. */
  private static String nextStep(CellReport cell, Outcome outcome) {
    return token(cell, outcome)
        .map(token -> "a drawn interleaving shows it, too: killpath replay " + token)
        .orElse("look for the schedule with: killpath explore "
            + cell.cell().scenario().id() + " " + cell.cell().design().id()
            + " --strategy pos --schedules 1000000");
  }

  private static Optional<String> token(CellReport cell, Outcome outcome) {
    return cell.drawn()
        .flatMap(result -> result.sightings().stream()
            .filter(sighting -> sighting.verdict().outcome().equals(outcome))
            .findFirst())
        .map(Sighting::token);
  }

  private static String blame(CellReport cell) {
    return cell.known().proof().isPresent()
        ? "Either the free runtime and the controlled one disagree, or the proof is wrong."
        : "It is a finding about the design, or a bug in the model.";
  }

  private String outsideDrawn(CellReport cell, Outcome outcome) {
    return outcome + " in " + cell.sampled().get(outcome) + " of "
        + cell.drawn().orElseThrow().schedules() + " drawn interleavings; "
        + cell.known().words() + ". Seed " + seed + "; replay it with: killpath replay "
        + token(cell, outcome).orElseThrow();
  }

  private static String of(long worlds, CellReport cell) {
    return worlds + " of " + cell.worlds() + " free worlds";
  }

  /** Looks at a test that judges itself. */
  public void inspect(SelfJudged test) {
    if (test.broken().isPresent()) {
      failures.add(test.name() + ": " + test.broken().get());
    } else if (test.total() == 0) {
      failures.add(test.name() + ": the test ran no samples");
    }
    test.forbidden().forEach(text -> failures.add(test.name() + ": " + text));
  }

  /** A forked JVM has ended as it must not. */
  public void broken(String why) {
    failures.add("a forked JVM: " + why);
  }

  /** Each of these fails the run. */
  public List<String> failures() {
    return failures;
  }

  /** These do not. */
  public List<String> remarks() {
    final List<String> all = new ArrayList<>(remarks);
    unaccounted.forEach((design, cells) -> all.add(design
        + ": nobody has said what it may show in "
        + cells
        + (cells == 1 ? " ordering" : " orderings")));
    return all;
  }
}
