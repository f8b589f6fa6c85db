package org.killpath.app.diagnose.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.engine.judge.TaskReport;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** Finds the orderings in which the model hangs as a log shows it. */
public final class Matcher {
  /** The design that kernels have, unless somebody changed them. */
  public static final String UPSTREAM = "upstream";

  /** With fewer, what speaks for an ordering is hardly more than what speaks against it. */
  private static final int FEWEST_POINTS = 4;

  private final Model model;
  private final List<Scenario> scenarios = ScenarioCatalogue.all().scenarios();
  private final DesignCatalogue designs = DesignCatalogue.all();

  public Matcher(Model model) {
    this.model = model;
  }

  /**
   * Every ordering that comes near, the best first: of the code that such a kernel has, unless only
   * other designs fit.
   */
  public List<Match> match(Hang hang, Age age) {
    final Set<String> usual = Eras.designs(age);
    final InVersion version = new InVersion(designs.space(), age);
    final List<Match> expected =
        match(hang, cells(hang, design -> usual.contains(design), false, version));
    if (!expected.isEmpty() && expected.get(0).isWhole()) {
      return expected;
    }
    final List<Match> others = match(
        hang,
        cells(
            hang,
            design -> !usual.contains(design) && !Eras.isImpossible(design, age),
            true,
            version));
    final List<Match> all = new ArrayList<>(expected);
    all.addAll(others);
    all.sort(BEST_FIRST.thenComparing(match -> usual.contains(match.design()) ? 0 : 1));
    return all;
  }

  /** Those at the head of {@code matches} that are all equally good; the first must be possible. */
  public List<Match> alike(List<Match> matches) {
    return matches.stream()
        .filter(match -> match.points() >= FEWEST_POINTS && match.isAsGoodAs(matches.get(0)))
        .toList();
  }

  private static final Comparator<Match> BEST_FIRST = Comparator.comparingInt(Match::points)
      .reversed()
      .thenComparing(match -> match.sight().cell().scenario().isStaged() ? 0 : 1);

  /** Cells of designs in the orderings that a log with such functions may show. */
  private List<Cell> cells(
      Hang hang, Predicate<String> which, boolean stagedOnly, InVersion version) {
    final List<Cell> cells = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      if (!VhostNames.mayBe(scenario, hang.device()) || (stagedOnly && !scenario.isStaged())) {
        continue;
      }
      for (Design design : designs.designs()) {
        if (which.test(design.id())) {
          cells.add(version.cell(scenario, design));
        }
      }
    }
    return cells;
  }

  private List<Match> match(Hang hang, List<Cell> cells) {
    final List<Sight> sights = model.hangs(cells);
    final Set<String> mirrored = new HashSet<>();
    for (Sight sight : sights) {
      for (TaskReport task : sight.evidence().tasks()) {
        task.callTrace().forEach(function -> mirrored.add(function.name()));
      }
    }
    final Map<String, Match> best = new LinkedHashMap<>();
    for (Sight sight : sights) {
      if (!Eras.isOfItsAge(sight)) {
        continue;
      }
      new HangFit(hang, sight, mirrored)
          .best()
          .ifPresent(match -> best.merge(
              match.scenario() + " " + match.design(),
              match,
              (one, other) -> other.points() > one.points() ? other : one));
    }
    final List<Match> matches = new ArrayList<>(best.values());
    matches.sort(BEST_FIRST);
    return matches;
  }
}
