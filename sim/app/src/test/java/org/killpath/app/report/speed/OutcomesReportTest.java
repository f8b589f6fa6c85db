package org.killpath.app.report.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.measure.Aim;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Fate;
import org.killpath.engine.measure.Spread;
import org.killpath.engine.measure.Target;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.StrategyProvider;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.VhostOutcome;

/** Who missed what can be read off. */
class OutcomesReportTest {
  private static List<StrategyProvider> providers(String... names) {
    return Arrays.stream(names)
        .map(name -> Strategies.all().find(name).orElseThrow())
        .toList();
  }

  private static final int SEEDS = 4;
  private static final long LIMIT = 1000;
  private static final Subject RACED_D1 = Schedules.cell("raced-D1", "upstream");
  private static final Contest CONTEST =
      new Contest(providers("dfs", "pos", "urw"), 1, SEEDS, LIMIT, 1);

  private static Spread foundBy(int seeds) {
    return new Spread(
        LongStream.rangeClosed(1, seeds).boxed().toList(),
        SEEDS,
        seeds == SEEDS ? 0 : LIMIT,
        false);
  }

  /** All there is to find with one schedule was tried. */
  private static Spread notThere() {
    return new Spread(List.of(), 1, 1, true);
  }

  private static Contest.Row row(Outcome outcome, Spread dfs, Spread pos, Spread urw) {
    final Map<String, Spread> spreads = new LinkedHashMap<>();
    spreads.put("dfs", dfs);
    spreads.put("pos", pos);
    spreads.put("urw", urw);
    return new Contest.Row(RACED_D1, outcome.name(), spreads);
  }

  private static Contest.Result compared(Contest.Row... rows) {
    return new Contest.Result(
        RACED_D1,
        new Aim(
            Fate.COMPARED,
            List.of(Target.of(VhostOutcome.COMPLETED), Target.of(VhostOutcome.HUNG_SILENT)),
            1234),
        List.of(rows),
        Optional.empty());
  }

  private static Contest.Result without(String scenario, String design, Fate fate) {
    return new Contest.Result(
        Schedules.cell(scenario, design),
        new Aim(
            fate,
            fate == Fate.ONE_OUTCOME ? List.of(Target.of(VhostOutcome.COMPLETED)) : List.of(),
            77),
        List.of(),
        fate == Fate.FAILED ? Optional.of("out of order") : Optional.empty());
  }

  private static String markdown(Contest.Result... results) {
    return new OutcomesReport(CONTEST, List.of(results), 200_000).document().markdown();
  }

  @Test
  void anOutcomeThatOneStrategyMissedIsListedWithWhoFoundIt() {
    assertThat(markdown(compared(
            row(VhostOutcome.COMPLETED, foundBy(SEEDS), foundBy(SEEDS), foundBy(SEEDS)),
            row(VhostOutcome.HUNG_SILENT, notThere(), foundBy(3), foundBy(0)))))
        .contains(
            "Of 1 cells 1 show several outcomes, 2 together",
            "| pos | 1 | 2 | 0 | 2 |",
            "| urw | 1 | 1 | 1 | >1,000 |",
            "| dfs | 1 | 0 | 1 |",
            "1 outcomes are missed by a strategy that draws: not found within 1,000 schedules",
            "| raced-D1 x upstream | HUNG_SILENT | urw | pos 3 | pos 2 |")
        .doesNotContain("| raced-D1 x upstream | COMPLETED | urw");
  }

  @Test
  void thatNobodyMissedAnythingIsSaid() {
    assertThat(markdown(compared(
            row(VhostOutcome.COMPLETED, foundBy(SEEDS), foundBy(SEEDS), foundBy(1)),
            row(VhostOutcome.HUNG_SILENT, foundBy(0), foundBy(1), foundBy(2)))))
        .contains(
            "Each of pos, urw finds every outcome: none is missed within 1,000 schedules with any of"
                + " 4 seeds.",
            "| dfs | 1 | 1 | 0 |")
        .doesNotContain("missed by |", "PARTIAL");
  }

  @Test
  void whatWasNotReachedIsSaidFirstAndNamed() {
    final String markdown = markdown(
        compared(row(VhostOutcome.COMPLETED, foundBy(SEEDS), foundBy(SEEDS), foundBy(SEEDS))),
        without("kill-stop", "upstream", Fate.ONE_OUTCOME),
        without("H", "upstream", Fate.SEARCH_TOO_LONG),
        without("raced-C", "upstream", Fate.NOT_FINISHED),
        without("raced-C", "dev-mutex", Fate.NOT_FINISHED),
        without("raced-E", "dev-mutex", Fate.NOT_FINISHED),
        without("raced-G", "upstream", Fate.FAILED));
    assertThat(markdown)
        .startsWith("PARTIAL: interrupted, or time was up; of 7 asked for, 3 are not finished")
        .contains(
            "FAILED: the model itself, on 1.",
            "1 are proven to show one outcome, which nobody can miss; of 5 that is not known",
            "- Not finished: 3: raced-C x upstream, dev-mutex; raced-E x dev-mutex.",
            "takes too many executions: 1: H x upstream.",
            "- Failed: raced-G x upstream: out of order");
  }

  @Test
  void aLongPageHasOnlyTheRowsThatMatter() {
    final List<Contest.Row> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(row(VhostOutcome.COMPLETED, foundBy(0), foundBy(SEEDS), foundBy(i < 3 ? 0 : 1)));
    }
    final String markdown = markdown(compared(rows.toArray(Contest.Row[]::new)));
    assertThat(markdown.lines().filter(line -> line.startsWith("| raced-D1"))).hasSize(3);
    assertThat(markdown).contains("| urw | 0 | 0 | 3 | >1,000 |", "--format csv");
  }

  @Test
  void csvAndJsonHaveEveryCellAndItsState() {
    final List<Contest.Result> results = List.of(
        compared(row(VhostOutcome.HUNG_SILENT, notThere(), foundBy(3), foundBy(0))),
        without("kill-stop", "upstream", Fate.ONE_OUTCOME),
        without("raced-C", "dev-mutex", Fate.NOT_FINISHED));
    final ContestNumbers numbers = new ContestNumbers("outcomes", CONTEST, results);
    assertThat(numbers.csv().lines().skip(1))
        .containsExactly(
            "raced-D1,upstream,HUNG_SILENT,dfs,1,0,,,,1000,true,compared,1234",
            "raced-D1,upstream,HUNG_SILENT,pos,4,3,1,2,3,1000,false,compared,1234",
            "raced-D1,upstream,HUNG_SILENT,urw,4,0,,,,1000,false,compared,1234",
            "kill-stop,upstream,COMPLETED,,,,,,,,,one_outcome,77",
            "raced-C,dev-mutex,,,,,,,,,,not_finished,77");
    assertThat(numbers.json())
        .containsPattern("\"partial\" *: *true")
        .containsPattern("\"state\" *: *\"not_finished\"");
  }
}
