package org.killpath.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.cell.Cell;

/** A saved search that lies is refused, even if its digest was made anew. */
class KeptSearchTest {
  private static final KeptSearch SEARCH = Kept.search("dpor", 60);

  private static Exploration<Cell> resume(KeptSearch search) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final String text = KeptSearch.FORM.text(search);
      return Kept.read(KeptSearch.FORM, text).resume(Kept.SEARCHED, List.of(), controlled);
    }
  }

  private static KeptSearch with(List<Long> frontier) {
    return Kept.with(SEARCH, frontier);
  }

  private static List<Long> changed(int at, long to) {
    final List<Long> frontier = new ArrayList<>(SEARCH.frontier());
    frontier.set(at, to);
    return frontier;
  }

  private static void assertRefused(KeptSearch lie, String words) {
    assertThatThrownBy(() -> resume(lie)).isInstanceOf(BadFile.class).hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({"dpor, 60", "dfs, 1000", "preemption-bounded1, 50"})
  void whatIsReadBackComesToTheSameAsOneRun(String strategy, long stop) {
    final long all = 2000;
    final Result<Cell> whole = Kept.goOn(
        new Exploration<>(Kept.SEARCHED, Strategies.all().byName(strategy, 1).orElseThrow(), 1),
        all);
    final Exploration<Cell> again = resume(Kept.search(strategy, stop));
    assertThat(Kept.goOn(again, all - stop)).isEqualTo(whole);
  }

  /** A task of the set of those to try may pass: it may be what the search would do next. */
  @Test
  void aTaskThatCannotGoOnThereIsRefused() {
    for (int at = 2; at < SEARCH.frontier().size(); at += 3) {
      final List<Long> lie = new ArrayList<>(SEARCH.frontier());
      lie.set(at, 7L);
      assertRefused(with(lie), "need not be tried");
      lie.set(at + 1, lie.get(at + 1) | 1L << 7);
      assertRefused(with(lie), "does not lead through this world");
    }
  }

  @Test
  void setsThatDoNotFitAreRefused() {
    for (int at = 2; at < SEARCH.frontier().size(); at += 3) {
      final long task = SEARCH.frontier().get(at);
      assertRefused(with(changed(at, 64)), "that there cannot be");
      assertRefused(with(changed(at, -1)), "that there cannot be");
      assertRefused(with(changed(at + 1, 0)), "need not be tried");
      assertRefused(with(changed(at + 1, -1L)), "does not lead through this world");
      assertRefused(with(changed(at + 2, 1L << task)), "that has been tried");
      assertRefused(with(changed(at + 2, Long.MIN_VALUE)), "has tried what need not be tried");
    }
  }

  @Test
  void numbersOfExecutionsThatDoNotAgreeAreRefused() {
    assertRefused(with(changed(0, 1)), "another number of executions");
    assertRefused(with(changed(1, 999)), "another number of executions");
    assertRefused(with(SEARCH.frontier().subList(0, 2)), "does not begin where");
    assertRefused(with(SEARCH.frontier().subList(0, SEARCH.frontier().size() - 1)), "is cut off");
  }

  @ParameterizedTest
  @CsvSource({"dfs", "preemption-bounded1"})
  void aPathThatAnotherSearchTakesIsRefused(String strategy) {
    final KeptSearch search = Kept.search(strategy, 50);
    final List<Long> frontier = new ArrayList<>(search.frontier());
    frontier.set(frontier.size() - 1, 0L);
    assertRefused(Kept.with(search, frontier), "does not end where");
    frontier.set(frontier.size() - 1, 100L);
    assertRefused(Kept.with(search, frontier), "more than there were executions");
    assertRefused(Kept.with(search, List.of(7L)), "preemptions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"begun\"", "\"schedules\"", "\"cut\"", "\"missed\"", "\"count\""})
  void countsThatDoNotSumUpAreRefused(String member) {
    final String text = KeptSearch.FORM.text(SEARCH);
    final String body = Sealed.body(text).replaceFirst(member + ":(\\d+)", member + ":1$1");
    assertThatThrownBy(() -> Kept.read(KeptSearch.FORM, Sealed.with(text, body)))
        .isInstanceOf(BadFile.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void nothingInAFrontierIsRefused() {
    final String text = KeptSearch.FORM.text(SEARCH);
    final String body =
        Sealed.body(text).replaceFirst("\"frontier\":\\[\\d+", "\"frontier\":[null");
    assertThatThrownBy(() -> Kept.read(KeptSearch.FORM, Sealed.with(text, body)))
        .isInstanceOf(BadFile.class);
  }

  @Test
  void anotherCellModelOrStrategyIsRefused() {
    final String text = KeptSearch.FORM.text(SEARCH);
    final String body = Sealed.body(text);
    assertThatThrownBy(() -> Kept.read(
            KeptSearch.FORM, Sealed.with(text, body.replaceFirst("\"model\":\\d+", "\"model\":1"))))
        .hasMessageContaining("version 1 of the model");
    assertThatThrownBy(() ->
            Kept.read(KeptSearch.FORM, Sealed.with(text, body.replace("\"dpor\"", "\"pos\""))))
        .hasMessageContaining("nothing to go on with");
    assertThatThrownBy(() -> {
          try (Controlled controlled = new Controlled(Carriers.best())) {
            SEARCH.resume(Kept.CELLS.get(0), List.of(), controlled);
          }
        })
        .isInstanceOf(BadFile.class)
        .hasMessageContaining("kill-flush x dev-mutex, not of C x upstream");
  }
}
