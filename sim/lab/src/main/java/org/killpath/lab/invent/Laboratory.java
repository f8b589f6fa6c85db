package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;

/**
 * Measures sets, each cell once. Of a set only those edits count that can matter on the device of an
 * ordering: the others change nothing there, so that sets which differ in them share the cell.
 */
public final class Laboratory {
  private final Question question;
  private final Measuring measuring;
  private final Book book;
  private final Untouched untouched;
  private long cells;
  private long executions;
  private boolean cut;

  /**
   * @param book what is known already; what is measured is added
   */
  public Laboratory(Question question, Measuring measuring, Book book) {
    this.question = question;
    this.measuring = measuring;
    this.book = book;
    this.untouched = new Untouched(question.space());
  }

  /** False if it was cut short; then nothing of the batch counts, and what is measured is kept. */
  boolean measure(List<Standing> batch, Function<Standing, Stage> stages) {
    final Map<Stage, Map<Cell, Book.Entry>> wanted = new LinkedHashMap<>();
    for (Standing set : batch) {
      final Stage stage = stages.apply(set);
      final Map<Cell, Book.Entry> cellsOfStage = wanted.computeIfAbsent(
          new Stage(List.of(), stage.strategy(), stage.schedules()),
          unseen -> new LinkedHashMap<>());
      for (Scenario row : stage.rows()) {
        final Book.Entry entry = entry(set, stage, row);
        if (book.find(entry).isEmpty()) {
          cellsOfStage.put(new Cell(row, question.onlyFor(row, set.design())), entry);
        }
      }
    }
    if (!wanted.entrySet().stream().allMatch(each -> explore(each.getKey(), each.getValue()))) {
      return false;
    }
    for (Standing set : batch) {
      final Stage stage = stages.apply(set);
      stage.rows().forEach(row -> set.add(row, book.find(entry(set, stage, row)).orElseThrow()));
    }
    return true;
  }

  private Book.Entry entry(Standing set, Stage stage, Scenario row) {
    return new Book.Entry(
        row.id(), question.onlyFor(row, set.design()).id(), stage.strategy(), stage.schedules());
  }

  private boolean explore(Stage how, Map<Cell, Book.Entry> wanted) {
    final List<Result<Cell>> results =
        measuring.explore(new ArrayList<>(wanted.keySet()), how.strategy(), how.schedules());
    results.stream().map(Result::failure).flatMap(Optional::stream).findFirst().ifPresent(why -> {
      throw new IllegalStateException("a cell broke off in " + why);
    });
    for (Result<Cell> result : results) {
      if (isFinished(result)) {
        book.add(wanted.get(result.subject()), Mark.of(result, untouched));
        executions += result.schedules() + result.cut();
        cells++;
      }
    }
    cut |=
        results.size() < wanted.size() || results.stream().anyMatch(result -> !isFinished(result));
    return !cut;
  }

  private static boolean isFinished(Result<Cell> result) {
    return result.coverage() != Coverage.PARTIAL && result.coverage() != Coverage.NOT_RUN;
  }

  public Untouched untouched() {
    return untouched;
  }

  /** Was it ended before all was measured that should have been? */
  public boolean isCut() {
    return cut;
  }

  /** It may be gone on with, for what the user is told at the end. */
  public void goOn() {
    cut = false;
  }

  public long cells() {
    return cells;
  }

  public long executions() {
    return executions;
  }
}
