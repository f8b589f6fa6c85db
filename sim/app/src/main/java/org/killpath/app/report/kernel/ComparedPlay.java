package org.killpath.app.report.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.killpath.app.kit.heard.Played;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.truth.Measurement;
import org.killpath.lab.truth.Prediction;

/**
 * An ordering that a real kernel played, beside the model's.
 *
 * @param played what was heard
 * @param model what the model shows, if there is something to compare with
 * @param kernel what was seen, in the columns of the ground truth
 * @param answer do the two agree?
 * @param why in what they differ, or why they cannot be compared
 */
public record ComparedPlay(
    Played played,
    Optional<Prediction> model,
    Optional<Measurement> kernel,
    Answer answer,
    List<String> why) {
  public ComparedPlay {
    why = List.copyOf(why);
  }

  /** Whether the two agree. */
  public enum Answer {
    AGREES,
    DIFFERS,
    NOT_COMPARABLE
  }

  /** With nothing to compare it with. */
  public static ComparedPlay without(Played played, String why) {
    return new ComparedPlay(
        played, Optional.empty(), Optional.empty(), Answer.NOT_COMPARABLE, List.of(why));
  }

  /**
   * With what executions of the same ordering showed: a kernel shows one of the things that the
   * model says there are.
   */
  public static ComparedPlay of(Played played, Result<Cell> result) {
    final Prediction model = Prediction.of(result);
    final boolean unreachable = model.schedules() == 0;
    if (played.broken().isPresent()) {
      return broken(played, model, unreachable);
    }
    final KernelRow row = new KernelRow(played, model);
    if (unreachable) {
      return new ComparedPlay(
          played,
          Optional.of(model),
          Optional.of(row.measurement(KernelOutcome.plain(played))),
          Answer.DIFFERS,
          List.of("the model never comes to this ordering"));
    }
    return nearest(played, model, row, result);
  }

  private static ComparedPlay broken(Played played, Prediction model, boolean unreachable) {
    final String why = played.broken().orElseThrow();
    final boolean alike = unreachable && why.startsWith("never ");
    return new ComparedPlay(
        played,
        Optional.of(model),
        Optional.empty(),
        alike ? Answer.AGREES : Answer.NOT_COMPARABLE,
        List.of(alike ? "neither comes to this ordering: " + why : why));
  }

  private static ComparedPlay nearest(
      Played played, Prediction model, KernelRow row, Result<Cell> result) {
    final List<ComparedPlay> all = new ArrayList<>();
    for (Sighting<Cell> sighting : result.sightings()) {
      final Verdict verdict = sighting.verdict();
      final Measurement measured = row.measurement(KernelOutcome.of(played, verdict.outcome()));
      final List<String> differences = measured.disagreements(verdict).stream()
          // Another outcome is said as such.
          .filter(words -> !words.startsWith(Measurement.notMeasured(verdict.outcome()) + " "))
          .toList();
      all.add(new ComparedPlay(
          played,
          Optional.of(model),
          Optional.of(measured),
          differences.isEmpty() ? Answer.AGREES : Answer.DIFFERS,
          differences));
    }
    return all.stream()
        .min(Comparator.comparingInt(compared -> compared.why().size()))
        .orElseThrow();
  }
}
