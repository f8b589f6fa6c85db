package org.killpath.explore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.Schedules;
import org.killpath.explore.FaultyPrograms;
import org.killpath.explore.Programs;
import org.killpath.explore.Strategies;
import org.killpath.outcome.Outcome;

/** Strategies are compared by what they find, on programs of which it is known who finds what. */
@Timeout(120)
class ContestTest {
  private static final Contest.Quest ANY_FAILURE = (subject, controlled) -> List.of(Target.FAILURE);

  private static Contest contest(int threads, String... strategies) {
    return new Contest(List.of(strategies), 1, 25, 100, threads);
  }

  private static Spread spread(Contest contest, Subject subject, String strategy) {
    final List<Contest.Row> rows = contest.run(List.of(subject), ANY_FAILURE, () -> false);
    return rows.get(0).spreads().get(strategy);
  }

  @Test
  void pctFindsFigure5AndRandomWalkDoesNot() {
    final Contest contest = contest(1, "random-walk", "pct2");
    final Subject figure5 = Subject.of(FaultyPrograms.figure5(20));
    final Spread walk = spread(contest, figure5, "random-walk");
    assertThat(walk.noneFound()).isTrue();
    assertThat(walk.limit()).isEqualTo(100);
    assertThat(walk.seeds()).isEqualTo(25);
    assertThat(spread(contest, figure5, "pct2").median().orElseThrow()).isLessThan(20);
  }

  @Test
  void everyFaultyProgramFailsUnderSomeStrategy() {
    final List<Subject> subjects =
        FaultyPrograms.all().stream().map(Subject::of).toList();
    final List<Contest.Row> rows =
        new Contest(Strategies.names(), 1, 5, 1000, 2).run(subjects, ANY_FAILURE, () -> false);
    assertThat(rows)
        .hasSameSizeAs(subjects)
        .allSatisfy(row ->
            assertThat(row.spreads().values()).as(row.subject().name()).anyMatch(Spread::allFound));
  }

  @Test
  void aSearchThatEndsWithoutAFindSaysSo() {
    final Spread spread = spread(contest(1, "dpor"), Subject.of(Programs.mutex(3)), "dpor");
    assertThat(spread.noneFound()).isTrue();
    assertThat(spread.exhausted()).isTrue();
    assertThat(spread.limit()).isEqualTo(6);
    assertThat(spread.seeds()).as("runs of a strategy that draws nothing").isEqualTo(1);
  }

  @Test
  void numbersDoNotDependOnTheThreads() {
    final List<Subject> subjects = List.of(
        Subject.of(FaultyPrograms.account()),
        Subject.of(Schedules.cell("raced-D1", "upstream")),
        Subject.of(FaultyPrograms.philosophers(3)));
    assertThat(spreads(subjects, 2)).isEqualTo(spreads(subjects, 1));
  }

  private static List<?> spreads(List<Subject> subjects, int threads) {
    return contest(threads, "pos", "pct3").run(subjects, ANY_FAILURE, () -> false).stream()
        .map(Contest.Row::spreads)
        .toList();
  }

  @Test
  void everyOutcomeThatSearchProvesIsLookedFor() {
    final List<Contest.Row> rows = contest(1, "dpor", "random-walk")
        .run(
            List.of(
                Subject.of(Schedules.cell("raced-D1", "upstream")),
                Subject.of(Schedules.cell("kill-stop", "upstream"))),
            new Reachable(10_000),
            () -> false);
    assertThat(rows)
        .extracting(Contest.Row::target)
        .containsExactly(
            Outcome.COMPLETED.name(), Outcome.HUNG_RELEASED.name(), Outcome.HUNG_SILENT.name());
    assertThat(rows)
        .extracting(row -> row.subject().scenario())
        .as("with one outcome there is nothing to look for")
        .containsOnly("raced-D1");
  }

  @Test
  void whatIsStoppedHasNoRow() {
    assertThat(contest(1, "pos")
            .run(List.of(Subject.of(FaultyPrograms.account())), ANY_FAILURE, () -> true))
        .isEmpty();
  }
}
