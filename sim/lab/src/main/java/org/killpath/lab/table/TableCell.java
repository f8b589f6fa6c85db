package org.killpath.lab.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.Cell;

/**
 * One cell of the outcome table, wherever its numbers come from.
 *
 * @param counts how often each outcome was seen
 * @param remark stands for the counts if there are none: {@code n/a}
 * @param note stands below the counts: {@code all 12 traces}
 * @param method how the numbers were obtained, in words that cells have in common
 * @param asShares are the counts those of a sample, which stands for all schedules?
 * @param reason why the cell makes no sense, if it does not
 * @param objection why this cell is not what is expected of it
 */
public record TableCell(
    String scenario,
    String design,
    Map<Outcome, Long> counts,
    Optional<String> remark,
    Optional<String> note,
    String method,
    Optional<String> reason,
    Optional<String> objection,
    boolean asShares) {

  private static final String EXHAUSTIVE = "exhaustive";

  public TableCell {
    final Map<Outcome, Long> sorted = new TreeMap<>(Outcome.MILDEST_FIRST);
    sorted.putAll(counts);
    counts = Collections.unmodifiableMap(sorted);
  }

  /** The cell that exploring it came to. */
  public static TableCell of(Result<Cell> result, Optional<String> objection) {
    return new TableCell(
        result.subject().scenario().id(),
        result.subject().design().id(),
        result.outcomes(),
        remark(result),
        note(result),
        method(result),
        result.isUnreachable() ? result.missing() : Optional.empty(),
        objection,
        isSample(result.coverage()));
  }

  private static boolean isSample(Coverage coverage) {
    return switch (coverage) {
      case SAMPLED, TIMED, PARTIAL -> true;
      case COMPLETE, EXHAUSTED, BOUND_REACHED, NOT_RUN -> false;
    };
  }

  private static Optional<String> remark(Result<Cell> result) {
    if (result.failure().isPresent()) {
      return Optional.of("FAILED");
    }
    if (result.isUnreachable()) {
      return Optional.of("n/a");
    }
    return result.schedules() == 0 ? Optional.of("not run") : Optional.empty();
  }

  private static Optional<String> note(Result<Cell> result) {
    final String covered = switch (result.coverage()) {
      case COMPLETE -> "all " + result.schedules() + " traces";
      case EXHAUSTED, BOUND_REACHED, PARTIAL, TIMED -> "in " + result.schedules();
      case SAMPLED, NOT_RUN -> "";
    };
    final String missed = result.missed() == 0 || result.isUnreachable()
        ? ""
        : "missed in " + Share.text(result.missed(), result.schedules());
    final String both = covered + (covered.isEmpty() || missed.isEmpty() ? "" : ", ") + missed;
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  /** Without the numbers that differ from cell to cell; those stand in the cells. */
  private static String method(Result<Cell> result) {
    final String made = ", " + result.strategy() + ", seed " + result.seed();
    return switch (result.coverage()) {
      case COMPLETE -> EXHAUSTIVE + ": all traces, as many as the cell says";
      case EXHAUSTED ->
        "bounded: all schedules of " + result.strategy() + ", as many as the cell says";
      case BOUND_REACHED ->
        "bound reached: as many schedules of " + result.strategy()
            + " as the cell says, more are left";
      case PARTIAL -> "partial: as many schedules as the cell says" + made;
      case TIMED -> "sampled: as many schedules as the cell says" + made;
      case SAMPLED -> "sampled: " + result.schedules() + " schedules each" + made;
      case NOT_RUN -> "not run";
    };
  }

  /** The worst outcome, if there is any. */
  public Optional<Outcome> worst() {
    return counts.keySet().stream().reduce((milder, worse) -> worse);
  }

  /** True if all interleavings that could show anything new were executed. */
  boolean isProven() {
    return method.startsWith(EXHAUSTIVE);
  }

  private List<String> amounts() {
    final List<Long> all = List.copyOf(counts.values());
    return asShares ? Share.texts(all) : all.stream().map(String::valueOf).toList();
  }

  /** The outcomes with their shares, worst first; the remark if there are none. */
  public List<String> lines() {
    final List<String> lines = new ArrayList<>();
    final List<String> amounts = amounts();
    for (Outcome outcome : counts.keySet()) {
      final String amount = counts.size() == 1 ? "" : " " + amounts.get(lines.size());
      lines.add(outcome + amount);
    }
    Collections.reverse(lines);
    remark.ifPresent(lines::add);
    note.ifPresent(lines::add);
    if (objection.isPresent()) {
      lines.add("! unexpected");
    }
    return lines;
  }
}
