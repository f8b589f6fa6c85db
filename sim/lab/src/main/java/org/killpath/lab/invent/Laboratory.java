package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.invent.book.Book;
import org.killpath.lab.invent.book.Mark;
import org.killpath.lab.invent.book.Trial;
import org.killpath.lab.invent.book.Untouched;
import org.killpath.lab.scenario.Scenario;

/**
 * Measures sets, each cell once. Of a set only those edits count that can matter on the device of an
 * ordering, and of these only those that change what some execution came by: sets which differ in the
 * others share the cell.
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

  /**
   * Measures what is not proven yet. False if it was cut short; then nothing of the batch counts, and
   * what is measured is kept.
   */
  boolean measure(List<Standing> batch, Function<Standing, Stage> stages) {
    List<Book.Entry> unknown = unknown(entries(batch, stages));
    while (!unknown.isEmpty()) {
      if (!explore(worthMeasuring(unknown))) {
        return false;
      }
      unknown = unknown(unknown);
    }
    for (Standing set : batch) {
      final Stage stage = stages.apply(set);
      set.open(stage.rows())
          .forEach(row -> set.add(row, book.find(entry(set, stage, row)).orElseThrow()));
    }
    return true;
  }

  /** Measures {@code set} through all of its stages; false if it was cut short. */
  boolean measureWhole(Standing set) {
    while (!set.isThrough() && measure(List.of(set), Standing::next)) {
      set.stageOver();
    }
    return set.isThrough();
  }

  private List<Book.Entry> entries(List<Standing> batch, Function<Standing, Stage> stages) {
    return batch.stream()
        .flatMap(set -> {
          final Stage stage = stages.apply(set);
          return set.open(stage.rows()).stream().map(row -> entry(set, stage, row));
        })
        .toList();
  }

  private List<Book.Entry> unknown(List<Book.Entry> entries) {
    return entries.stream().filter(entry -> book.find(entry).isEmpty()).toList();
  }

  private record Likeness(
      Scenario scenario, String strategy, long schedules, Optional<List<Edit>> edits) {}

  /** Those of which none is likely to say what another one would show. */
  private Collection<Book.Entry> worthMeasuring(List<Book.Entry> unknown) {
    final Map<Likeness, Book.Entry> first = new LinkedHashMap<>();
    for (Book.Entry entry : unknown) {
      first.putIfAbsent(
          new Likeness(
              entry.scenario(), entry.strategy(), entry.schedules(), book.likelyToMatter(entry)),
          entry);
    }
    return first.values();
  }

  private Book.Entry entry(Standing set, Stage stage, Scenario row) {
    return new Book.Entry(
        row, question.onlyFor(row, set.design()), stage.strategy(), stage.schedules());
  }

  private boolean explore(Collection<Book.Entry> wanted) {
    final Map<Stage, List<Trial>> byStage = new LinkedHashMap<>();
    for (Book.Entry entry : wanted) {
      byStage
          .computeIfAbsent(
              new Stage(List.of(), entry.strategy(), entry.schedules()),
              unseen -> new ArrayList<>())
          .add(new Trial(entry.scenario(), entry.design()));
    }
    return byStage.entrySet().stream().allMatch(each -> explore(each.getKey(), each.getValue()));
  }

  private boolean explore(Stage how, List<Trial> wanted) {
    final List<Result<Trial>> results = measuring.explore(wanted, how.strategy(), how.schedules());
    results.stream().map(Result::failure).flatMap(Optional::stream).findFirst().ifPresent(why -> {
      throw new IllegalStateException("a cell broke off in " + why);
    });
    for (Result<Trial> result : results) {
      if (isFinished(result)) {
        final Trial trial = result.subject();
        book.add(
            new Book.Entry(trial.scenario(), trial.design(), how.strategy(), how.schedules()),
            new Book.Found(Mark.of(result, untouched), trial.consulted()));
        executions += result.schedules() + result.cut();
        cells++;
      }
    }
    cut |=
        results.size() < wanted.size() || results.stream().anyMatch(result -> !isFinished(result));
    return !cut;
  }

  private static boolean isFinished(Result<Trial> result) {
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
