package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.killpath.engine.search.Strategies;

/** What bench prints; never how fast it was. */
class BenchTest {
  @Test
  void everyStrategyStandsBesideTheOthers() {
    final Invocation invocation = Invocation.of("bench", "--time", "1ms", "--format", "csv");
    assertThat(invocation.status()).isZero();
    for (String strategy : Strategies.all().names()) {
      assertThat(invocation.lines())
          .anyMatch(line -> line.startsWith("teardown,-,," + strategy + ","))
          .anyMatch(line -> line.startsWith("kill-flush,upstream,," + strategy + ","));
    }
  }

  @Test
  void oneStrategyIsMeasuredInDetail() {
    final Invocation invocation = Invocation.of("bench", "--strategy", "pos", "--time", "20ms");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out())
        .containsPattern("[\\d,]+ schedules/s on one core")
        .containsPattern("[\\d,]+ schedules in \\d+\\.\\d s")
        .containsPattern("\\d+ ns among 3 carriers")
        .containsPattern("the speed is \\d+ % of it")
        .containsPattern("[\\d,]+ bytes per schedule")
        .containsPattern("JDK \\d+.*cores.*, carriers")
        .contains("kill-flush x upstream, pos");
  }

  @Test
  void scalingGoesFrom2To16TasksAndFrom1To64Virtqueues() {
    final Invocation invocation =
        Invocation.of("bench", "--scaling", "--time", "10ms", "--format", "csv");
    assertThat(invocation.lines())
        .hasSize(1 + 4 + 7)
        .anyMatch(line -> line.startsWith("tasks(16),-,,random-walk,"))
        .anyMatch(line -> line.startsWith("virtqueues(64),-,,random-walk,"));
  }

  @Test
  void strategiesAreComparedByTheSchedulesToAFirstFailure() throws IOException {
    final Invocation invocation = Invocation.of(
        "bench",
        "--strategies",
        "--scenarios",
        "raced-D1",
        "--designs",
        "upstream",
        "--seeds",
        "3",
        "--schedules",
        "50",
        "--format",
        "json");
    final JsonNode row =
        new ObjectMapper().readTree(invocation.out()).get("rows").get(0);
    assertThat(row.get("scenario").asText()).isEqualTo("raced-D1");
    assertThat(row.get("strategies").get("random-walk").get("runs").asInt()).isEqualTo(3);
    assertThat(row.get("strategies").get("dfs").get("found")).isEmpty();
  }

  @Test
  void whatWasNotFoundWithinTheLimitIsShownAsMoreThanThat() {
    final Invocation invocation = Invocation.of(
        "bench",
        "--outcomes",
        "--strategy",
        "dfs",
        "--scenarios",
        "raced-D1",
        "--designs",
        "upstream",
        "--schedules",
        "50");
    assertThat(invocation.out()).contains("HUNG_SILENT", ">50");
  }

  /** Nobody has come to the end of a search of {@code H}. */
  @Test
  void aProofThatIsNotOverInTimeIsCutShortAndNamed() {
    final Invocation invocation = Invocation.of(
        "bench",
        "--outcomes",
        "--scenarios",
        "H",
        "--designs",
        "upstream,dev-mutex",
        "--longest-proof",
        "1000000000000",
        "--time",
        "100ms");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out())
        .startsWith("PARTIAL: interrupted, or time was up; of 2 asked for, 2 are not finished")
        .contains("Not finished: 2: H x upstream, dev-mutex.");
  }

  @Test
  void aContestCutShortSaysSoInCsvAndOnStandardError() {
    final Invocation invocation = Invocation.of(
        "bench",
        "--outcomes",
        "--scenarios",
        "H",
        "--designs",
        "upstream",
        "--time",
        "50ms",
        "--format",
        "csv");
    assertThat(invocation.err()).contains("PARTIAL");
    assertThat(invocation.lines().get(1)).startsWith("H,upstream,,").contains("not_finished");
  }

  @Test
  void aCellWhoseProofIsTooLongIsLeftOutAndNamed() {
    final Invocation invocation = Invocation.of(
        "bench",
        "--outcomes",
        "--scenarios",
        "raced-D1",
        "--designs",
        "upstream",
        "--longest-proof",
        "3");
    assertThat(invocation.out())
        .contains("takes too many executions: 1: raced-D1 x upstream.")
        .doesNotContain("PARTIAL");
  }

  @Test
  void twoKindsOfMeasurementAtOnceAreRefused() {
    final Invocation invocation = Invocation.of("bench", "--strategies", "--scaling");
    assertThat(invocation.status()).isEqualTo(2);
  }
}
