package org.killpath.stress;

import org.killpath.lab.catalogue.Orderings;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.scenario.Scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which cells to run first: those of the orderings that tell designs apart, that is under which two
 * designs are expected to show different things. First comes the staged ordering that tells most
 * pairs of designs apart, then the one that adds most to that, and so on; of a race many more samples
 * are needed to say as much, and a raced twin says little that its staged form does not. Orderings
 * that add nothing follow, in the same order of kinds.
 */
final class Worth {
  private static final String TWIN = "raced-";

  private static final Comparator<List<Cell>> BY_KIND = Comparator.comparing(Worth::kind);

  /** Two designs that some ordering tells apart. */
  private record Pair(String one, String other) {}

  private final Expectations expectations;

  Worth(Expectations expectations) {
    this.expectations = expectations;
  }

  /** The cells, those most worth their time first. */
  List<Cell> sorted(List<Cell> cells) {
    final Map<String, List<Cell>> rows = cells.stream()
        .collect(Collectors.groupingBy(
            cell -> cell.scenario().id(), LinkedHashMap::new, Collectors.toList()));
    final List<List<Cell>> left = new ArrayList<>(rows.values());
    left.sort(BY_KIND);
    final Set<Pair> told = new HashSet<>();
    final List<Cell> sorted = new ArrayList<>(cells.size());
    while (!left.isEmpty()) {
      final List<Cell> next = left.remove(mostTelling(left, told));
      told.addAll(pairs(next));
      sorted.addAll(next);
    }
    return sorted;
  }

  /** The position of the row that adds most to {@code told}, of the first kind that adds anything. */
  private int mostTelling(List<List<Cell>> rows, Set<Pair> told) {
    int best = 0;
    long most = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (most > 0 && kind(rows.get(i)) != kind(rows.get(best))) {
        break;
      }
      final long added =
          pairs(rows.get(i)).stream().filter(pair -> !told.contains(pair)).count();
      if (added > most) {
        most = added;
        best = i;
      }
    }
    return best;
  }

  /** The pairs of designs that are expected to differ in this row. */
  private Set<Pair> pairs(List<Cell> row) {
    final Set<Pair> pairs = new HashSet<>();
    for (int i = 0; i < row.size(); i++) {
      final Optional<Expectation> one = expectations.of(row.get(i));
      for (int j = i + 1; j < row.size() && one.isPresent(); j++) {
        final Optional<Expectation> other = expectations.of(row.get(j));
        if (other.isPresent() && !one.get().may().equals(other.get().may())) {
          pairs.add(new Pair(row.get(i).design().id(), row.get(j).design().id()));
        }
      }
    }
    return pairs;
  }

  private static int kind(List<Cell> row) {
    final Scenario scenario = row.get(0).scenario();
    if (scenario.isStaged()) {
      return 0;
    }
    return scenario.id().startsWith(TWIN) ? 2 : 1;
  }
}
