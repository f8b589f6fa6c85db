package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Runner;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.Consulted;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.design.edit.Place;
import org.killpath.lab.invent.book.Trial;
import org.killpath.lab.scenario.Scenario;

/**
 * Looks for bad executions of sets. What showed something under one set is tried on others first: that
 * takes one execution. Then the set is measured, stage by stage.
 */
final class Refuter {
  /** So many refutations of one set are enough; that with the fewest edits in it counts most. */
  private static final int ENOUGH = 4;

  private static final int KEPT = 4;

  private final Question question;
  private final Universe universe;
  private final Laboratory laboratory;
  private final Controlled controlled;
  private final Map<Scenario, List<Schedule<Trial>>> known = new LinkedHashMap<>();
  private final Map<Scenario, Integer> narrowest = new HashMap<>();
  private long executions;

  Refuter(Question question, Universe universe, Laboratory laboratory, Controlled controlled) {
    this.question = question;
    this.universe = universe;
    this.laboratory = laboratory;
    this.controlled = controlled;
  }

  /** How many executions were run to try what is known on other sets. */
  long executions() {
    return executions;
  }

  /** Some refutations of {@code set}; none if nothing bad is found, or the user has enough. */
  List<Refutation> refute(long set) {
    final EditedDesign design = universe.design(set);
    final List<Refutation> found = new ArrayList<>();
    for (Scenario row : rows()) {
      for (Schedule<Trial> schedule : List.copyOf(known.getOrDefault(row, List.of()))) {
        final Optional<Refutation> refutation = tried(schedule, trial(row, design));
        if (refutation.isPresent()) {
          found.add(refutation.get());
          break;
        }
      }
      if (found.size() >= ENOUGH) {
        break;
      }
    }
    return found.isEmpty() ? measured(design) : found;
  }

  /** First those that refute with few edits that could make a difference. */
  private List<Scenario> rows() {
    return question.scenarios().stream()
        .sorted(Comparator.comparingInt(row -> narrowest.getOrDefault(row, Integer.MAX_VALUE)))
        .toList();
  }

  private Trial trial(Scenario row, EditedDesign design) {
    return new Trial(row, question.onlyFor(row, design));
  }

  private List<Refutation> measured(EditedDesign design) {
    final Standing standing = new Standing(design, 0, Stage.all(question));
    while (!standing.isThrough() && laboratory.measure(List.of(standing), Standing::next)) {
      final List<Scenario> rows = standing.next().rows();
      standing.stageOver();
      final List<Refutation> found = new ArrayList<>();
      for (Scenario row : rows) {
        standing
            .mark(row)
            .filter(mark -> !mark.isClean())
            .flatMap(mark -> replayed(mark.bad(), trial(row, design)))
            .ifPresent(found::add);
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private Optional<Refutation> replayed(String token, Trial trial) {
    final Schedule<Trial> schedule = Token.parse(token, trial).schedule();
    final List<Schedule<Trial>> kept =
        known.computeIfAbsent(trial.scenario(), unseen -> new ArrayList<>());
    kept.add(0, schedule);
    if (kept.size() > KEPT) {
      kept.remove(KEPT);
    }
    return tried(schedule, trial);
  }

  private Optional<Refutation> tried(Schedule<Trial> schedule, Trial trial) {
    executions++;
    return schedule.triedOn(new Runner<>(trial, controlled)) instanceof Ran.Ended<Trial> ended
            && isBad(ended.verdict())
        ? Optional.of(refutation(ended, trial))
        : Optional.empty();
  }

  private boolean isBad(Verdict verdict) {
    return verdict.outcome().isFailure()
        && (!verdict.outcome().isHang() || laboratory.untouched().wait(verdict).isEmpty());
  }

  private Refutation refutation(Ran.Ended<Trial> ended, Trial trial) {
    final Set<Place> places = ended.verdict().outcome().isHang()
        ? trial.consultedWhenStuck().orElse(trial.consulted())
        : trial.consulted();
    final List<Edit> relevant = Consulted.relevant(
        universe.edits().stream()
            .filter(edit -> edit.concerns(trial.scenario().device()))
            .toList(),
        places);
    final long has = universe.of(Consulted.relevant(trial.design().edits(), places));
    final long lacks = universe.of(relevant) & ~has;
    narrowest.merge(trial.scenario(), Long.bitCount(lacks), Math::min);
    final Schedule<Trial> schedule = ended.schedule();
    return new Refutation(
        trial.scenario().id(),
        has,
        lacks,
        new Schedule<>(
                new Cell(trial.scenario(), trial.design()),
                schedule.deviations(),
                schedule.digest())
            .token());
  }
}
