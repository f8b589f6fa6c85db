package org.killpath.lab.invent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.invent.SmallSpace.UNTOUCHED;
import static org.killpath.lab.invent.SmallSpace.front;
import static org.killpath.lab.invent.SmallSpace.measuring;
import static org.killpath.lab.invent.SmallSpace.question;
import static org.killpath.lab.invent.SmallSpace.searched;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.explore.Result;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.book.Book;
import org.killpath.lab.invent.book.Trial;
import org.killpath.lab.scenario.Scenario;

@Timeout(300)
class InventionTest {
  /** Sets of two edits, and of three: what others are compared with, and nobody goes on with. */
  private static Invention pairs;

  private static Invention triples;

  @BeforeAll
  static void search() {
    pairs = searched(question(2, 0), measuring(1));
    triples = searched(question(3, 0), measuring(1));
  }

  /** Every set in every ordering, and only then the question which of them is beaten. */
  private static Map<String, Score> byBruteForce(Question question) {
    final Map<String, Score> all = new TreeMap<>();
    for (EditedDesign set : question.sets()) {
      int hangs = 0;
      int others = 0;
      for (Scenario scenario : question.scenarios()) {
        final Result<Trial> result = measuring(1)
            .explore(
                List.of(new Trial(scenario, set)),
                "pos",
                scenario.isStaged() ? SmallSpace.STAGED : SmallSpace.RACED)
            .get(0);
        hangs += result.sightings().stream()
                .anyMatch(seen -> seen.verdict().outcome().isHang()
                    && UNTOUCHED.wait(seen.verdict()).isEmpty())
            ? 1
            : 0;
        others +=
            result.seen().stream().anyMatch(outcome -> outcome.isFailure() && !outcome.isHang())
                ? 1
                : 0;
      }
      all.put(set.id(), new Score(hangs, others, set.edits().size(), SmallSpace.cost(set)));
    }
    final Map<String, Score> front = new TreeMap<>(all);
    front.values().removeIf(score -> all.values().stream().anyMatch(other -> other.beats(score)));
    return front;
  }

  @Test
  void theFrontIsThatOfBruteForceWithLessToMeasure() {
    final Question question = question(3, 0);
    assertThat(front(triples)).isNotEmpty().isEqualTo(byBruteForce(question));
    assertThat(triples.laboratory().cells())
        .isLessThan((long) question.sets().size() * question.scenarios().size());
    assertThat(triples.setsMeasured()).isLessThan(triples.sets());
  }

  @Test
  void theResultDoesNotDependOnTheNumberOfThreads() {
    final Invention one = searched(question(2, 50), measuring(1));
    final Invention three = searched(question(2, 50), measuring(3));
    assertThat(front(three)).isEqualTo(front(one));
    assertThat(three.laboratory().cells()).isEqualTo(one.laboratory().cells());
    assertThat(three.laboratory().executions()).isEqualTo(one.laboratory().executions());
  }

  @Test
  void growingComesToTheScoresOfBruteForceInASmallSpace() {
    final Invention grown = searched(question(1, 3, 0), measuring(1));
    assertThat(new HashSet<>(front(grown).values()))
        .isEqualTo(new HashSet<>(front(triples).values()));
    assertThat(grown.sets()).isLessThan(question(3, 0).sets().size());
  }

  @Test
  void aSearchThatWasEndedGoesOnToTheSameResultAndMeasuresNothingTwice() {
    final Book book = new Book();
    final AtomicLong batches = new AtomicLong();
    final Invention ended = searched(
        question(2, 0),
        (cells, strategy, schedules) -> batches.incrementAndGet() > 3
            ? List.of()
            : measuring(1).explore(cells, strategy, schedules),
        book,
        Shard.WHOLE);
    final Invention resumed = searched(question(2, 0), measuring(1), book, Shard.WHOLE);
    assertThat(ended.laboratory().isCut()).isTrue();
    assertThat(front(resumed)).isEqualTo(front(pairs));
    assertThat(ended.laboratory().cells() + resumed.laboratory().cells())
        .isEqualTo(pairs.laboratory().cells());
  }

  @Test
  void shardsPutTogetherComeToTheResultOfOneSearch() {
    final Book book = new Book();
    searched(question(2, 0), measuring(1), book, new Shard(1, 2));
    searched(question(2, 0), measuring(1), book, new Shard(2, 2));
    final Invention merged = searched(question(2, 0), measuring(1), book, Shard.WHOLE);
    assertThat(front(merged)).isEqualTo(front(pairs));
    assertThat(merged.laboratory().cells()).isZero();
  }

  @Test
  void whatASetOfTheFrontNeedsEachEditForReplays() {
    final Invention invention = searched(question(2, 0), measuring(1));
    final List<Need> needs = new ArrayList<>();
    invention.front().forEach(set -> needs.addAll(invention.needs(set)));
    assertThat(needs).isNotEmpty().allSatisfy(need -> {
      assertThat(need.finding()).isEqualTo(Need.Finding.WORSE);
      assertThat(need.words()).startsWith("kp");
    });
  }

  @Test
  void whyAnEditIsNeededIsMeasuredOnlyAsLongAsTheUserHasNotEnough() {
    final AtomicBoolean enough = new AtomicBoolean();
    final AtomicLong late = new AtomicLong();
    final Invention invention = searched(question(1, 2, 0), (cells, strategy, schedules) -> {
      late.addAndGet(enough.get() ? 1 : 0);
      return enough.get() ? List.of() : measuring(1).explore(cells, strategy, schedules);
    });
    final Standing untold = new Standing(
        SmallSpace.SPACE.parse("killable-vq-handlers+drain-first+faultless-drain"), 0, List.of());
    enough.set(true);
    assertThat(invention.needs(untold))
        .hasSize(3)
        .allSatisfy(need -> assertThat(need.finding()).isEqualTo(Need.Finding.NOT_MEASURED));
    assertThat(late.get()).isBetween(1L, 3L);
    assertThat(invention.laboratory().isCut()).isTrue();
  }

  /** One set looks clean as long as it is only sampled. */
  @Test
  void aProofThatFindsMoreBringsBackWhatWasLeftAlone() {
    final AtomicLong proofs = new AtomicLong();
    final Measuring blindToHangs = (cells, strategy, schedules) -> {
      if (strategy.equals("dpor")) {
        proofs.addAndGet(cells.size());
        return measuring(1).explore(cells, "pos", SmallSpace.STAGED);
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

  private static Result<Trial> seenNothing(Result<Trial> result) {
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
    assertThat(invention.laboratory().isCut()).isTrue();
    assertThat(invention.setsMeasured()).isEqualTo(1);
    assertThat(front(invention)).containsOnlyKeys("upstream");
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
