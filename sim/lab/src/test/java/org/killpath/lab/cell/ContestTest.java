package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.measure.Aim;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Fate;
import org.killpath.engine.measure.Quest;
import org.killpath.engine.measure.Reachable;
import org.killpath.engine.measure.Spread;
import org.killpath.engine.program.FaultyPrograms;
import org.killpath.engine.program.Program;
import org.killpath.engine.program.Programs;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.StrategyProvider;
import org.killpath.lab.Schedules;

/** Strategies are compared by what they find, on programs of which it is known who finds what. */
@Timeout(120)
class ContestTest {
  @AutoClose
  private final Controlled controlled = new Controlled(Carriers.best());

  private static Contest contest(int threads, String... strategies) {
    return new Contest(providers(List.of(strategies)), 1, 25, 100, threads);
  }

  private static List<StrategyProvider> providers(List<String> names) {
    return names.stream().map(name -> Strategies.all().find(name).orElseThrow()).toList();
  }

  private static List<Contest.Row> rows(Contest contest, List<Subject> subjects, Quest quest) {
    return contest.run(subjects, quest, () -> false, () -> {}).stream()
        .flatMap(result -> result.rows().stream())
        .toList();
  }

  private static Spread spread(Contest contest, Subject subject, String strategy) {
    return rows(contest, List.of(subject), Quest.FAILURE).get(0).spreads().get(strategy);
  }

  @Test
  void pctFindsFigure5AndRandomWalkDoesNot() {
    final Contest contest = contest(1, "random-walk", "pct2");
    final Subject figure5 = FaultyPrograms.figure5(20);
    final Spread walk = spread(contest, figure5, "random-walk");
    assertThat(walk.noneFound()).isTrue();
    assertThat(walk.limit()).isEqualTo(100);
    assertThat(walk.seeds()).isEqualTo(25);
    assertThat(spread(contest, figure5, "pct2").median().orElseThrow()).isLessThan(20);
  }

  @Test
  void everyFaultyProgramFailsUnderSomeStrategy() {
    final List<Subject> subjects = List.copyOf(FaultyPrograms.all());
    final List<Contest.Row> rows = rows(
        new Contest(providers(Strategies.all().names()), 1, 5, 1000, 2), subjects, Quest.FAILURE);
    assertThat(rows)
        .hasSameSizeAs(subjects)
        .allSatisfy(row ->
            assertThat(row.spreads().values()).as(row.subject().name()).anyMatch(Spread::allFound));
  }

  @Test
  void aSearchThatEndsWithoutAFindSaysSo() {
    final Spread spread = spread(contest(1, "dpor"), Programs.mutex(3), "dpor");
    assertThat(spread.noneFound()).isTrue();
    assertThat(spread.exhausted()).isTrue();
    assertThat(spread.limit()).isEqualTo(6);
    assertThat(spread.seeds()).as("runs of a strategy that draws nothing").isEqualTo(1);
  }

  @Test
  void numbersDoNotDependOnTheThreads() {
    final List<Subject> subjects = List.of(
        FaultyPrograms.account(),
        Schedules.cell("raced-D1", "upstream"),
        FaultyPrograms.philosophers(3));
    assertThat(spreads(subjects, 2)).isEqualTo(spreads(subjects, 1));
  }

  private static List<?> spreads(List<Subject> subjects, int threads) {
    return rows(contest(threads, "pos", "pct3"), subjects, Quest.FAILURE).stream()
        .map(Contest.Row::spreads)
        .toList();
  }

  private static final List<Subject> WITH_AND_WITHOUT_A_RACE =
      List.of(Schedules.cell("raced-D1", "upstream"), Schedules.cell("kill-stop", "upstream"));

  @Test
  void everyOutcomeThatSearchProvesIsLookedFor() {
    final List<Contest.Result> results = contest(1, "dpor", "random-walk")
        .run(WITH_AND_WITHOUT_A_RACE, new Reachable(10_000), () -> false, () -> {});
    assertThat(results.get(0).fate()).isEqualTo(Fate.COMPARED);
    assertThat(results.get(0).rows())
        .extracting(Contest.Row::target)
        .containsExactly(
            VhostOutcome.COMPLETED.name(),
            VhostOutcome.HUNG_RELEASED.name(),
            VhostOutcome.HUNG_SILENT.name());
    assertThat(results.get(1).fate())
        .as("with one outcome there is nothing to look for")
        .isEqualTo(Fate.ONE_OUTCOME);
    assertThat(results.get(1).rows()).isEmpty();
    assertThat(results.get(1).aim().traces()).isPositive();
  }

  @Test
  void aSearchThatIsTooLongProvesNothing() {
    final long traces = new Reachable(10_000)
        .aim(WITH_AND_WITHOUT_A_RACE.get(0), controlled, () -> false)
        .traces();
    assertThat(fateWithin(1)).isEqualTo(Fate.SEARCH_TOO_LONG);
    assertThat(fateWithin(traces - 1)).isEqualTo(Fate.SEARCH_TOO_LONG);
  }

  private Fate fateWithin(long executions) {
    return new Reachable(executions)
        .aim(WITH_AND_WITHOUT_A_RACE.get(0), controlled, () -> false)
        .fate();
  }

  @Test
  void aProofEndsWithinTheExecutionThatIsUnderWayWhenItIsStopped() {
    final AtomicLong asked = new AtomicLong();
    final Aim aim = new Reachable(Long.MAX_VALUE)
        .aim(Schedules.cell("H", "upstream"), controlled, () -> asked.incrementAndGet() > 5);
    assertThat(aim.fate()).isEqualTo(Fate.NOT_FINISHED);
    assertThat(aim.traces()).isLessThanOrEqualTo(5);
    assertThat(asked).hasValue(6);
  }

  @Test
  void whatIsStoppedInTheMiddleIsNamedAndHasNoRow() {
    final AtomicBoolean stop = new AtomicBoolean();
    final List<Contest.Result> results = contest(1, "pos")
        .run(
            List.of(
                FaultyPrograms.account(),
                FaultyPrograms.reorder(3),
                FaultyPrograms.philosophers(3)),
            Quest.FAILURE,
            stop::get,
            () -> stop.set(true));
    assertThat(results)
        .extracting(Contest.Result::fate)
        .containsExactly(Fate.COMPARED, Fate.NOT_FINISHED, Fate.NOT_FINISHED);
    assertThat(results.get(1).rows()).isEmpty();
    assertThat(results.get(2).subject().id()).isEqualTo("philosophers(3)");
  }

  @Test
  void whatIsStoppedAtOnceHasNoRow() {
    assertThat(contest(1, "pos")
            .run(List.of(FaultyPrograms.account()), Quest.FAILURE, () -> true, () -> {}))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.fate()).isEqualTo(Fate.NOT_FINISHED);
          assertThat(result.rows()).isEmpty();
        });
  }

  @Test
  void aSubjectOnWhichTheModelFailsLeavesTheOthersTheirResults() {
    final Subject broken = new Program("broken", tasks -> {
      throw new IllegalStateException("out of order");
    });
    final AtomicInteger finished = new AtomicInteger();
    final List<Contest.Result> results = contest(1, "pos")
        .run(
            List.of(broken, FaultyPrograms.account()),
            Quest.FAILURE,
            () -> false,
            finished::incrementAndGet);
    assertThat(results.get(0).fate()).isEqualTo(Fate.FAILED);
    assertThat(results.get(0).failure().orElseThrow()).contains("out of order");
    assertThat(results.get(1).rows()).hasSize(1);
    assertThat(finished).hasValue(2);
  }

  @Test
  void longSearchesWaitUntilAllOthersAreDone() {
    final List<String> asked = new ArrayList<>();
    final List<Contest.Result> results = contest(1, "pos")
        .run(
            List.of(FaultyPrograms.philosophers(3), FaultyPrograms.account()),
            new Patient(asked),
            () -> false,
            () -> {});
    assertThat(asked)
        .containsExactly("hasty philosophers(3)", "hasty account", "patient philosophers(3)");
    assertThat(results).extracting(Contest.Result::fate).containsOnly(Fate.COMPARED);
    assertThat(results.get(0).subject().id()).isEqualTo("philosophers(3)");
  }

  /** Takes long for philosophers. */
  private record Patient(List<String> asked) implements Quest {
    @Override
    public Aim aim(Subject subject, Controlled runtime, BooleanSupplier stopped) {
      asked.add("patient " + subject.id());
      return Quest.FAILURE.aim(subject, runtime, stopped);
    }

    @Override
    public Quest hasty() {
      return (subject, runtime, stopped) -> {
        asked.add("hasty " + subject.id());
        return subject.id().startsWith("philosophers")
            ? Aim.without(Fate.SEARCH_TOO_LONG, 0)
            : Quest.FAILURE.aim(subject, runtime, stopped);
      };
    }
  }

  /** Seven tasks that lock one mutex: 7! = 5,040 orders, whatever the reduction. */
  @Test
  void aLongSearchThatMayBeThatLongIsWaitedFor() {
    final List<Subject> subjects = List.of(Programs.mutex(7));
    final Reachable patient = new Reachable(10_000);
    assertThat(patient.hasty().aim(subjects.get(0), controlled, () -> false).fate())
        .isEqualTo(Fate.SEARCH_TOO_LONG);
    final Contest.Result result =
        contest(1, "pos").run(subjects, patient, () -> false, () -> {}).get(0);
    assertThat(result.fate()).isEqualTo(Fate.ONE_OUTCOME);
    assertThat(result.aim().traces()).isEqualTo(5_040);
  }

  @Test
  void whatIgnoresTheSeedIsRunOnce() {
    assertThat(Strategies.all().names().stream()
            .filter(name -> !Strategies.all().find(name).orElseThrow().draws()))
        .containsExactlyInAnyOrder(
            "dfs", "dpor", "preemption-bounded1", "preemption-bounded2", "round-robin");
  }
}
