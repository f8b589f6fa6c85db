package org.killpath.lab.campaign;

import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.BadSearch;
import org.killpath.engine.search.Bounds;
import org.killpath.engine.search.Exploration;
import org.killpath.engine.search.Explorer;
import org.killpath.engine.search.Result;
import org.killpath.engine.search.Result.Coverage;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.search.Token;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;


import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search that is stopped, written down and continued comes to the same as one that was not. */
@Timeout(120)
class SearchFileTest {
  private static Controlled controlled;

  @BeforeAll
  static void open() {
    controlled = new Controlled(Carriers.best());
  }

  @AfterAll
  static void close() {
    controlled.close();
  }

  private static Exploration<Cell> begin(Cell cell, String strategy) {
    return new Exploration<>(cell, Strategies.all().byName(strategy, 1).orElseThrow(), 1);
  }

  private static Result<Cell> goOn(Exploration<Cell> exploration, long schedules) {
    return new Explorer<Cell>(
            RandomWalk::new,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.ofSchedules(schedules),
            1,
            Explorer.Progress.none())
        .goOn(List.of(exploration))
        .get(0);
  }

  private static Exploration<Cell> savedAndReadBack(Exploration<Cell> exploration) {
    final String text =
        SearchFile.of(exploration.subject(), exploration.saved().orElseThrow()).text();
    return resume(SearchFile.parse(text), exploration.subject());
  }

  private static Exploration<Cell> resume(SearchFile saved, Cell cell) {
    final Strategy fresh =
        Strategies.all().byName(saved.strategy(), saved.seed()).orElseThrow();
    return Exploration.resumed(saved.searchOf(cell), cell, fresh, controlled);
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
    final Result<Cell> whole = goOn(begin(cell, strategy), 20_000);
    Exploration<Cell> exploration = begin(cell, strategy);
    Result<Cell> last = goOn(exploration, slice);
    int stops = 0;
    while (last.coverage() == Coverage.BOUND_REACHED
        && exploration.saved().isPresent()
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
    final Exploration<Cell> exploration = begin(Schedules.cell("raced-C", "upstream"), "dpor");
    assertThat(goOn(exploration, 1000).coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(exploration.saved()).isEmpty();
  }

  @Test
  void whatDrawsHasNoFrontier() {
    final Exploration<Cell> exploration = begin(Schedules.cell("raced-C", "upstream"), "pos");
    goOn(exploration, 10);
    assertThat(exploration.saved()).isEmpty();
  }

  @Test
  void itIsRefusedOnAnotherCell() {
    final SearchFile saved = stopped();
    assertThatThrownBy(() -> resume(saved, Schedules.cell("raced-E2", "kthread")))
        .isInstanceOf(BadSearch.class)
        .hasMessageContaining("raced-E2 x upstream");
  }

  @Test
  void itIsRefusedInAnotherModel() {
    final String text = stopped().text();
    assertThatThrownBy(() ->
            SearchFile.parse(text.replace("\"model\":" + ModelVersion.CURRENT, "\"model\":999")))
        .isInstanceOf(BadSearch.class)
        .hasMessageContaining("version 999 of the model");
  }

  @Test
  void itIsRefusedInAnotherForm() {
    assertThatThrownBy(
            () -> SearchFile.parse(String.format(Locale.ROOT, """
            {"killpathSearch":1,"model":%d,"scenario":"raced-E2","verdicts":[{"choices":"AA=="}]}
            """, ModelVersion.CURRENT)))
        .isInstanceOf(BadSearch.class)
        .hasMessageContaining("saved in form 1");
  }

  @Test
  void itIsRefusedIfAVerdictIsNotMadeAgain() {
    final Cell cell = Schedules.cell("raced-E2", "upstream");
    final String otherSteps = Token.of(new Schedule<>(cell, new int[0], 1)).text();
    assertRefused(withToken(otherSteps), "another model");
  }

  @Test
  void itIsRefusedIfAVerdictIsOfAnotherCellOrDamaged() {
    final Cell other = Schedules.cell("raced-E2", "kthread");
    final String token = Token.of(new Schedule<>(other, new int[0], 1)).text();
    assertRefused(withToken(token), "kthread");
    assertRefused(withToken(token.substring(1)), "no replay token");
  }

  /** What {@link #stopped} was, with one token in the place of all. */
  private static SearchFile withToken(String token) {
    return SearchFile.parse(
        stopped().text().replaceAll("\"token\":\"[^\"]*\"", "\"token\":\"" + token + "\""));
  }

  private static void assertRefused(SearchFile saved, String words) {
    assertThatThrownBy(() -> resume(saved, Schedules.cell("raced-E2", "upstream")))
        .isInstanceOf(BadSearch.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatIsNoSavedSearchIsRefused() {
    for (String text : List.of("", "x", "{}", "null", "[1]", stopped().text().substring(9))) {
      assertThatThrownBy(() -> SearchFile.parse(text)).isInstanceOf(BadSearch.class);
    }
  }

  private static SearchFile stopped() {
    final Exploration<Cell> exploration = begin(Schedules.cell("raced-E2", "upstream"), "dpor");
    goOn(exploration, 100);
    return SearchFile.of(exploration.subject(), exploration.saved().orElseThrow());
  }

  @Test
  void timeThatOneCellDoesNotNeedGoesToAnother() {
    final List<Cell> cells = List.of(
        Schedules.cell("raced-D1", "upstream"),
        Schedules.cell("C", "upstream"),
        Schedules.cell("raced-D1", "drain-first"),
        Schedules.cell("D1", "upstream"));
    final List<Result<Cell>> results = new Explorer<Cell>(
            seed -> new SourceDpor(),
            () -> new Controlled(Carriers.best()),
            1,
            new Bounds<Cell>(Optional.empty(), Optional.of(Duration.ofSeconds(100))),
            2,
            Explorer.Progress.none())
        .explore(cells);
    assertThat(results).extracting(Result::subject).isEqualTo(cells);
    assertThat(results).extracting(Result::coverage).containsOnly(Coverage.COMPLETE);
  }
}
