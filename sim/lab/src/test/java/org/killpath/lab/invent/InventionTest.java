package org.killpath.lab.invent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;

@Timeout(300)
class InventionTest {
  private static final DesignSpace SPACE = DesignSpace.all();
  private static final List<String> ORDERINGS = List.of(
      "A",
      "B",
      "BF",
      "C",
      "D1",
      "E2",
      "F",
      "raced-B",
      "raced-C",
      "raced-D1",
      "raced-E1",
      "kill-flush");
  private static final List<String> EDITS = List.of(
      "drain-first",
      "flush-items-only",
      "faultless-drain",
      "lock-free-detach",
      "trylock-backoff",
      "killable-vq-handlers",
      "copy-before-lock");
  private static final long STAGED = 2;
  private static final long RACED = 30;

  private static Question question(int most, long proof) {
    return new Question(SPACE, edits(EDITS), List.of(), most, scenarios(), STAGED, RACED, proof);
  }

  private static List<Edit> edits(List<String> ids) {
    return ids.stream().map(id -> SPACE.edit(id).orElseThrow()).toList();
  }

  private static List<Scenario> scenarios() {
    return ScenarioCatalogue.all().scenarios().stream()
        .filter(scenario -> ORDERINGS.contains(scenario.id()))
        .toList();
  }

  private static Measuring measuring(int threads) {
    return (cells, strategy, schedules) -> new Explorer<Cell>(
            Strategies.all().find(strategy).orElseThrow()::make,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.ofSchedules(schedules),
            threads,
            Explorer.Progress.none())
        .explore(cells);
  }

  /** Any number that depends on the edits alone will do. */
  private static int cost(EditedDesign design) {
    return design.edits().stream().anyMatch(edit -> edit.id().startsWith("killable")) ? 8 : 7;
  }

  private static Invention searched(Question question, Measuring measuring) {
    final Invention invention =
        new Invention(question, measuring, InventionTest::cost, state -> {});
    invention.run();
    return invention;
  }

  private static Map<String, Score> front(Invention invention) {
    final Map<String, Score> front = new TreeMap<>();
    invention.front().forEach(set -> front.put(set.design().id(), set.score()));
    return front;
  }

  /** Every set in every ordering, and only then the question which of them is beaten. */
  private static Map<String, Score> byBruteForce(Question question) {
    final Map<String, Score> all = new TreeMap<>();
    for (EditedDesign set : question.sets()) {
      int hangs = 0;
      int others = 0;
      for (Scenario scenario : question.scenarios()) {
        final Result<Cell> result = measuring(1)
            .explore(List.of(new Cell(scenario, set)), "pos", scenario.isStaged() ? STAGED : RACED)
            .get(0);
        hangs += result.sightings().stream()
                .anyMatch(seen ->
                    seen.verdict().outcome().isHang() && !Mark.isUnavoidable(seen.verdict()))
            ? 1
            : 0;
        others +=
            result.seen().stream().anyMatch(outcome -> outcome.isFailure() && !outcome.isHang())
                ? 1
                : 0;
      }
      all.put(set.id(), new Score(hangs, others, set.edits().size(), cost(set)));
    }
    final Map<String, Score> front = new TreeMap<>(all);
    front.values().removeIf(score -> all.values().stream().anyMatch(other -> other.beats(score)));
    return front;
  }

  @Test
  void theFrontIsThatOfBruteForceWithLessToMeasure() {
    final Question question = question(3, 0);
    final Invention invention = searched(question, measuring(1));
    assertThat(front(invention)).isNotEmpty().isEqualTo(byBruteForce(question));
    assertThat(invention.cells())
        .isLessThan((long) question.sets().size() * question.scenarios().size());
    assertThat(invention.setsMeasured()).isLessThan(invention.sets());
  }

  @Test
  void theResultDoesNotDependOnTheNumberOfThreads() {
    final Invention one = searched(question(2, 50), measuring(1));
    final Invention three = searched(question(2, 50), measuring(3));
    assertThat(front(three)).isEqualTo(front(one));
    assertThat(three.cells()).isEqualTo(one.cells());
    assertThat(three.executions()).isEqualTo(one.executions());
  }

  @Test
  void whatASetOfTheFrontNeedsEachEditForReplays() {
    final Invention invention = searched(question(2, 0), measuring(1));
    final List<Need> needs = new ArrayList<>();
    invention.front().forEach(set -> needs.addAll(invention.needs(set)));
    assertThat(needs).isNotEmpty().allSatisfy(need -> assertThat(need.token()).startsWith("kp"));
  }

  /** One set looks clean as long as it is only sampled. */
  @Test
  void aProofThatFindsMoreBringsBackWhatWasLeftAlone() {
    final AtomicLong proofs = new AtomicLong();
    final Measuring blindToHangs = (cells, strategy, schedules) -> {
      if (strategy.equals("dpor")) {
        proofs.addAndGet(cells.size());
        return measuring(1).explore(cells, "pos", STAGED);
      }
      return measuring(1).explore(cells, strategy, schedules).stream()
          .map(result ->
              result.subject().design().id().equals("drain-first") ? seenNothing(result) : result)
          .toList();
    };
    final Invention misled = searched(question(2, 0), blindToHangs);
    assertThat(front(misled)).containsKey("drain-first");
    assertThat(misled.front().get(0).score().hangs()).isZero();

    final Invention corrected = searched(question(2, 10), blindToHangs);
    assertThat(proofs.get()).isPositive();
    assertThat(corrected.setsMeasured()).isGreaterThan(misled.setsMeasured());
    assertThat(front(corrected).keySet()).isNotEqualTo(front(misled).keySet());
  }

  private static Result<Cell> seenNothing(Result<Cell> result) {
    return new Result<>(
        result.subject(),
        result.strategy(),
        result.seed(),
        result.coverage(),
        result.schedules(),
        result.missed(),
        result.missing(),
        result.cut(),
        List.of(),
        result.failure());
  }

  @Test
  void aSearchThatIsEndedEarlyKeepsWhatItHasAndSaysSo() {
    final AtomicLong batches = new AtomicLong();
    final Invention invention = searched(
        question(2, 0),
        (cells, strategy, schedules) -> batches.incrementAndGet() > 2
            ? List.of()
            : measuring(1).explore(cells, strategy, schedules));
    assertThat(invention.isCut()).isTrue();
    assertThat(invention.setsMeasured()).isEqualTo(1);
    assertThat(front(invention)).containsOnlyKeys("upstream");
  }

  /** Whatever single edit is made, the task stays in its copy. */
  @ParameterizedTest
  @CsvSource({"BF", "B-frozen", "B-loop"})
  void aHangThatNoEditIsSaidToEndIsEndedByNone(String ordering) {
    for (Edit edit : SPACE.edits()) {
      if (edit.needs().isEmpty()) {
        final Seen staged = Schedules.randomWalk(Schedules.cell(ordering, edit.id()), 10);
        final Seen seen = staged.outcomes().isEmpty()
            ? Schedules.randomWalk(Schedules.cell("raced-" + ordering, edit.id()), 300)
            : staged;
        assertThat(seen.outcomes()).as(edit.id()).anyMatch(Outcome::isHang);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, 1, 7, 3, 1, 2, 7, true",
    "3, 1, 1, 7, 3, 1, 1, 7, false",
    "3, 1, 1, 8, 3, 1, 2, 7, false",
    "0, 0, 0, 0, 1, 1, 1, 1, true"
  })
  void aScoreBeatsAnotherIfItIsNowhereWorseAndSomewhereBetter(
      int hangs, int others, int edits, int cost, int h, int o, int e, int c, boolean beats) {
    assertThat(new Score(hangs, others, edits, cost).beats(new Score(h, o, e, c)))
        .isEqualTo(beats);
  }
}
