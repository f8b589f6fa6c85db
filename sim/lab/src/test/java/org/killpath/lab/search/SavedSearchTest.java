package org.killpath.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.Strategies;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.search.CellResult.Coverage;

/** A search that is stopped, written down and continued comes to the same as one that was not. */
@Timeout(120)
class SavedSearchTest {
  private static Controlled controlled;

  @BeforeAll
  static void open() {
    controlled = new Controlled(Carriers.best());
  }

  @AfterAll
  static void close() {
    controlled.close();
  }

  private static Exploration begin(Cell cell, String strategy) {
    return new Exploration(cell, Strategies.byName(strategy, 1).orElseThrow(), 1);
  }

  private static CellResult goOn(Exploration exploration, long schedules) {
    return new Explorer(
            RandomWalk::new,
            () -> new Controlled(Carriers.best()),
            1,
            Budget.ofSchedules(schedules),
            1,
            Explorer.Progress.NONE)
        .goOn(List.of(exploration))
        .get(0);
  }

  private static Exploration savedAndReadBack(Exploration exploration) {
    final String text = exploration.saved(controlled).orElseThrow().text();
    return SavedSearch.parse(text).resume(exploration.cell(), controlled);
  }

  @ParameterizedTest
  @CsvSource({
    "raced-E2, upstream, dpor, 100",
    "raced-D1, upstream, dpor, 700",
    "raced-G, drop-worker-mutex, dpor, 333",
    "C, dev-mutex, dpor, 1",
    "raced-C, upstream, dfs, 1000",
    "kill-stop, upstream, preemption-bounded1, 50"
  })
  void stoppingAndGoingOnComesToTheSameAsOneRun(
      String scenario, String design, String strategy, long slice) {
    final Cell cell = Schedules.cell(scenario, design);
    final CellResult whole = goOn(begin(cell, strategy), 20_000);
    Exploration exploration = begin(cell, strategy);
    CellResult last = goOn(exploration, slice);
    int stops = 0;
    while (last.coverage() == Coverage.BOUND_REACHED
        && exploration.saved(controlled).isPresent()
        && last.schedules() + last.cut() + slice <= 20_000) {
      exploration = savedAndReadBack(exploration);
      last = goOn(exploration, slice);
      stops++;
    }
    assertThat(last).isEqualTo(whole);
    assertThat(stops).as("stops").isPositive();
  }

  @Test
  void whatIsOverCannotBeSaved() {
    final Exploration exploration = begin(Schedules.cell("raced-C", "upstream"), "dpor");
    assertThat(goOn(exploration, 1000).coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(exploration.saved(controlled)).isEmpty();
  }

  @Test
  void whatDrawsHasNoFrontier() {
    final Exploration exploration = begin(Schedules.cell("raced-C", "upstream"), "pos");
    goOn(exploration, 10);
    assertThat(exploration.saved(controlled)).isEmpty();
  }

  @Test
  void itIsRefusedOnAnotherCell() {
    final SavedSearch saved = stopped();
    assertThatThrownBy(() -> saved.resume(Schedules.cell("raced-E2", "kthread"), controlled))
        .isInstanceOf(BadSearch.class)
        .hasMessageContaining("raced-E2 x upstream");
  }

  @Test
  void itIsRefusedInAnotherModel() {
    final String text = stopped().text();
    assertThatThrownBy(() ->
            SavedSearch.parse(text.replace("\"model\":" + ModelVersion.CURRENT, "\"model\":999")))
        .isInstanceOf(BadSearch.class)
        .hasMessageContaining("version 999 of the model");
  }

  @Test
  void itIsRefusedInAnotherForm() {
    assertThatThrownBy(
            () -> SavedSearch.parse(String.format(Locale.ROOT, """
            {"killpathSearch":1,"model":%d,"scenario":"raced-E2","verdicts":[{"choices":"AA=="}]}
            """, ModelVersion.CURRENT)))
        .isInstanceOf(BadSearch.class)
        .hasMessageContaining("saved in form 1");
  }

  @Test
  void itIsRefusedIfAVerdictIsNotMadeAgain() {
    final Cell cell = Schedules.cell("raced-E2", "upstream");
    final String otherSteps = ReplayToken.of(new Schedule(cell, new int[0], 1)).text();
    assertRefused(withToken(otherSteps), "another model");
  }

  @Test
  void itIsRefusedIfAVerdictIsOfAnotherCellOrDamaged() {
    final Cell other = Schedules.cell("raced-E2", "kthread");
    final String token = ReplayToken.of(new Schedule(other, new int[0], 1)).text();
    assertRefused(withToken(token), "design kthread");
    assertRefused(withToken(token.substring(1)), "no replay token");
  }

  /** What {@link #stopped} was, with one token in the place of all. */
  private static SavedSearch withToken(String token) {
    return SavedSearch.parse(
        stopped().text().replaceAll("\"token\":\"[^\"]*\"", "\"token\":\"" + token + "\""));
  }

  private static void assertRefused(SavedSearch saved, String words) {
    assertThatThrownBy(() -> saved.resume(Schedules.cell("raced-E2", "upstream"), controlled))
        .isInstanceOf(BadSearch.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatIsNoSavedSearchIsRefused() {
    for (String text : List.of("", "x", "{}", "null", "[1]", stopped().text().substring(9))) {
      assertThatThrownBy(() -> SavedSearch.parse(text)).isInstanceOf(BadSearch.class);
    }
  }

  private static SavedSearch stopped() {
    final Exploration exploration = begin(Schedules.cell("raced-E2", "upstream"), "dpor");
    goOn(exploration, 100);
    return exploration.saved(controlled).orElseThrow();
  }

  @Test
  void timeThatOneCellDoesNotNeedGoesToAnother() {
    final List<Cell> cells = List.of(
        Schedules.cell("raced-D1", "upstream"),
        Schedules.cell("C", "upstream"),
        Schedules.cell("raced-D1", "drain-first"),
        Schedules.cell("D1", "upstream"));
    final List<CellResult> results = new Explorer(
            seed -> new SourceDpor(),
            () -> new Controlled(Carriers.best()),
            1,
            new Budget(OptionalLong.empty(), Optional.of(Duration.ofSeconds(100))),
            2,
            Explorer.Progress.NONE)
        .explore(cells);
    assertThat(results).extracting(CellResult::cell).isEqualTo(cells);
    assertThat(results).extracting(CellResult::coverage).containsOnly(Coverage.COMPLETE);
  }
}
