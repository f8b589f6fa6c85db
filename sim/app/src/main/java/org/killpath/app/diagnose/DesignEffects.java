package org.killpath.app.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.killpath.app.diagnose.match.DesignEffect;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.match.Matcher;
import org.killpath.app.diagnose.match.Model;
import org.killpath.app.diagnose.match.Shown;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** Measures what every design does in the orderings that fit a log best. */
final class DesignEffects {
  private static final int MOST_ORDERINGS = 3;

  private final Model model;
  private final List<Design> designs = DesignCatalogue.all().designs();

  DesignEffects(Model model) {
    this.model = model;
  }

  /**
   * In the catalogue's order; a design that cannot reach any of the orderings is left out.
   *
   * @param victimIsWorker is it a worker that hangs in the log? Then another task's hang counts apart
   */
  List<DesignEffect> in(List<Match> alike, boolean victimIsWorker) {
    final List<Scenario> orderings = orderings(alike);
    final List<Cell> cells = new ArrayList<>();
    for (Design design : designs) {
      orderings.forEach(scenario -> cells.add(new Cell(scenario, design)));
    }
    final Map<String, List<Shown>> byDesign = new LinkedHashMap<>();
    for (Shown shown : model.results(cells)) {
      if (!shown.kinds().isEmpty()) {
        byDesign
            .computeIfAbsent(shown.cell().design().id(), design -> new ArrayList<>())
            .add(shown);
      }
    }
    return byDesign.entrySet().stream()
        .map(entry -> effect(entry.getKey(), entry.getValue(), victimIsWorker))
        .toList();
  }

  /** Staged ones if there are any; of a changed kernel only the first, since others differ more. */
  private static List<Scenario> orderings(List<Match> alike) {
    final List<Scenario> all =
        alike.stream().map(match -> match.sight().cell().scenario()).distinct().toList();
    final List<Scenario> staged = all.stream().filter(Scenario::isStaged).toList();
    final boolean upstream =
        alike.stream().anyMatch(match -> match.design().equals(Matcher.UPSTREAM));
    return (staged.isEmpty() ? all : staged)
        .stream().limit(upstream ? MOST_ORDERINGS : 1).toList();
  }

  private static DesignEffect effect(String design, List<Shown> results, boolean victimIsWorker) {
    Outcome worst = VhostOutcome.COMPLETED;
    final List<String> hangs = new ArrayList<>();
    final List<String> others = new ArrayList<>();
    for (Shown shown : results) {
      worst = worst.orWorse(shown.worst().orElse(VhostOutcome.COMPLETED));
      final List<Shown.Kind> hung =
          shown.kinds().stream().filter(kind -> kind.outcome().isHang()).toList();
      if (hung.stream().anyMatch(kind -> !victimIsWorker || isWorkerStuck(kind))) {
        hangs.add(shown.cell().scenario().id());
      } else if (!hung.isEmpty()) {
        others.add(shown.cell().scenario().id());
      }
    }
    return new DesignEffect(
        design,
        hangs,
        others,
        worst,
        results.stream().map(shown -> shown.cell().scenario().id()).toList());
  }

  private static boolean isWorkerStuck(Shown.Kind kind) {
    return Stream.concat(Stream.of(kind.evidence()), kind.atClose().stream())
        .map(Evidence::stuck)
        .flatMap(List::stream)
        .map(TaskReport::role)
        .anyMatch(role -> role.startsWith("worker"));
  }
}
