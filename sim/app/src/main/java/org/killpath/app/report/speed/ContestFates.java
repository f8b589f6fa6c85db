package org.killpath.app.report.speed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Fate;
import org.killpath.engine.search.Subject;

/** Says what a contest did not come to, by name, so that what is missing is seen to be missing. */
public final class ContestFates {
  private ContestFates() {}

  /** If it was cut short, or the model failed. */
  public static Optional<String> warning(List<Contest.Result> results) {
    final List<String> warnings = new ArrayList<>();
    final int unfinished = of(Fate.NOT_FINISHED, results).size();
    if (unfinished > 0) {
      warnings.add("PARTIAL: interrupted, or time was up; of " + results.size() + " asked for, "
          + unfinished + " are not finished and have no row.");
    }
    final int failed = of(Fate.FAILED, results).size();
    if (failed > 0) {
      warnings.add("FAILED: the model itself, on " + failed + ".");
    }
    return warnings.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", warnings));
  }

  /** A note for each fate that leaves no row. */
  static List<String> notes(List<Contest.Result> results) {
    final List<String> notes = new ArrayList<>();
    note(notes, "Not finished", of(Fate.NOT_FINISHED, results));
    note(
        notes,
        "Not proven, as the search of all interleavings takes too many executions",
        of(Fate.SEARCH_TOO_LONG, results));
    for (Contest.Result result : of(Fate.FAILED, results)) {
      notes.add("Failed: " + result.subject().name() + ": " + result.failure().orElse(""));
    }
    return notes;
  }

  static List<Contest.Result> of(Fate fate, List<Contest.Result> results) {
    return results.stream().filter(result -> result.fate() == fate).toList();
  }

  private static void note(List<String> notes, String why, List<Contest.Result> results) {
    if (!results.isEmpty()) {
      notes.add(why + ": " + results.size() + ": " + names(results) + ".");
    }
  }

  /** Each ordering once, with the designs. */
  private static String names(List<Contest.Result> results) {
    final Map<String, List<Subject>> designs = results.stream()
        .map(Contest.Result::subject)
        .collect(Collectors.groupingBy(
            subject -> Columns.of(subject).scenario(), LinkedHashMap::new, Collectors.toList()));
    return designs.values().stream()
        .map(subjects -> subjects.get(0).name()
            + subjects.stream()
                .skip(1)
                .map(subject -> ", " + Columns.of(subject).design())
                .collect(Collectors.joining()))
        .collect(Collectors.joining("; "));
  }
}
