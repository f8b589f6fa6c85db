package org.killpath.lab.truth;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.lab.cell.Cell;

/**
 * What a real kernel is to show of one cell if the model is right, in the columns of {@code
 * ground-truth.csv}. Where the executions differ, a column has every value that was seen.
 *
 * @param schedules how many executions it rests on
 */
public record Prediction(
    String scenario,
    String design,
    Set<String> outcomes,
    Set<String> workerStates,
    Set<String> blockedFns,
    Set<String> blockedOns,
    Set<String> holders,
    Set<String> reported,
    long schedules) {

  public static Prediction of(Result<Cell> result) {
    final List<Shown> shown =
        result.sightings().stream().map(Sighting::verdict).map(Shown::by).toList();
    return new Prediction(
        result.subject().scenario().id(),
        result.subject().design().plainId(),
        result.sightings().stream()
            .map(sighting -> sighting.verdict().outcome().name())
            .collect(LinkedHashSet::new, Set::add, Set::addAll),
        all(shown, one -> Stream.of(one.workerState())),
        all(shown, one -> one.blockedFn().stream()),
        all(shown, one -> one.blockedOn().stream()),
        all(shown, one -> Stream.of(one.holder())),
        all(shown, one -> Stream.of(Shown.roles(one.reported()))),
        result.schedules() - result.missed());
  }

  private static Set<String> all(Collection<Shown> shown, Function<Shown, Stream<String>> column) {
    return shown.stream().flatMap(column).collect(TreeSet::new, Set::add, Set::addAll);
  }
}
