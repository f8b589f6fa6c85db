package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands print. */
class CommandsTest {
  @Test
  void listNamesOrderingsDesignsAndStrategies() {
    final Invocation invocation = Invocation.of("list");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.lines())
        .contains("orderings", "  kill-flush", "designs", "  dev-mutex", "strategies")
        .contains("  random-walk");
    assertThat(invocation.out()).contains("Origin: ");
  }

  @Test
  void tableHasOrderingsDownAndDesignsAcrossAndSaysHowItWasMade() {
    final Invocation invocation = Invocation.of(
        "table", "--scenarios", "C,D1", "--designs", "upstream,dev-mutex", "--schedules", "20");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.lines())
        .contains("ordering  upstream       dev-mutex")
        .contains("C         HUNG_RELEASED  HUNG_RELEASED")
        .contains("D1        COMPLETED      DEADLOCK")
        .contains("4 cells sampled: 20 schedules each, random-walk, seed 1.");
    assertThat(invocation.err()).isEmpty();
  }

  @Test
  void answersRankTheDesignsTellWhatHangsNeedAndWhatDesignsCost() {
    final Invocation invocation = Invocation.of(
        "answers", "--scenarios", "C,BF", "--designs", "upstream,kthread", "--schedules", "20");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out())
        .contains("kthread   never")
        .contains("upstream  2 of 2 orderings")
        .contains("worker in vhost_worker_killed() on vq.mutex: an outsider sleeps")
        .contains("replay kp")
        .contains("1 / 0 / 8 / 2")
        .contains("Measured: 4 cells");
  }

  /** P-above hangs under upstream in few of its interleavings. */
  @Test
  void answersSearchIfNobodyNamesAStrategy() {
    final String[] asked = {"answers", "--scenarios", "C,P-above", "--designs", "upstream"};
    assertThat(Invocation.of(asked).out())
        .contains("upstream  2 of 2 orderings")
        .contains("Measured: 2 cells, 2 of them in all interleavings", "executions, dpor");
    assertThat(Invocation.of(Stream.concat(
                    Stream.of(asked), Stream.of("--strategy", "random-walk", "--schedules", "20"))
                .toArray(String[]::new))
            .out())
        .contains("Measured: 2 cells, 0 of them in all interleavings; 40 executions, random-walk");
  }

  @Test
  void answersSampleWhatTheirSearchLeavesOpenUnlessTheUserSaysHowMuch() {
    final String[] asked = {"answers", "--scenarios", "C,H", "--designs", "upstream"};
    assertThat(Invocation.of(asked).out().replaceAll("\\s+", " "))
        .contains(
            "Measured: 2 cells, 1 of them in all interleavings, 1 of the others by a sample, too;");
    assertThat(Invocation.of(Stream.concat(Stream.of(asked), Stream.of("--schedules", "20"))
                .toArray(String[]::new))
            .out()
            .replaceAll("\\s+", " "))
        .contains("Measured: 2 cells, 1 of them in all interleavings;", "executions, dpor");
  }

  @Test
  void claimsAreJudgedFromTheCommandLine() {
    final Invocation invocation = Invocation.of("claims", "C4");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.lines()).anyMatch(line -> line.strip().startsWith("HOLDS"));
    assertThat(invocation.out()).contains("in all interleavings");
  }

  @Test
  void aClaimSaysWhichEditsAreMissingInWhatWasProposedAndWhatHappensWithout() {
    final Invocation invocation = Invocation.of("claims", "C10", "--format", "json");
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out())
        .contains("\"proposal\" : \"kthread\"", "\"edit\" : \"faults-elsewhere\"");
    final Matcher token =
        Pattern.compile("kp\\d+\\.[\\w-]+\\.[\\w%-]+kthread\\.[\\w-]+").matcher(invocation.out());
    assertThat(token.find()).isTrue();
    final Invocation replayed = Invocation.of("replay", token.group());
    assertThat(replayed.status()).as(replayed.err()).isZero();
  }

  @Test
  void tableIsAsWideAsTheTerminal() {
    final Invocation invocation = Invocation.of("table", "--scenarios", "C,D1", "--schedules", "2");
    assertThat(invocation.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Invocation.WIDTH));
    assertThat(invocation.lines().stream().filter(line -> line.startsWith("ordering")))
        .as("blocks of columns")
        .hasSizeGreaterThan(1);
  }

  @Test
  void theColumnsOfCsvBeginWithScenarioDesignAndOutcome() {
    final Invocation invocation = Invocation.of(
        "table",
        "--scenarios",
        "C",
        "--designs",
        "upstream",
        "--schedules",
        "5",
        "--format",
        "csv");
    assertThat(invocation.lines()).hasSize(2);
    assertThat(invocation.lines().get(0)).startsWith("scenario,design,outcome,count,schedules,");
    assertThat(invocation.lines().get(1))
        .startsWith("C,upstream,HUNG_RELEASED,5,5,sampled,random-walk,1,worker,D,"
            + "vhost_worker_killed,vq[0].mutex,worker,kp");
  }

  @Test
  void jsonHoldsOutcomesExpectationsVerdictsAndTokens() throws IOException {
    final Invocation invocation =
        Invocation.of("explore", "D1", "dev-mutex", "--schedules", "5", "--format", "json");
    final JsonNode cell =
        new ObjectMapper().readTree(invocation.out()).get("cells").get(0);
    assertThat(cell.get("scenario").asText()).isEqualTo("D1");
    assertThat(cell.get("outcome").asText()).isEqualTo("DEADLOCK");
    assertThat(cell.get("outcomes").get("DEADLOCK").asInt()).isEqualTo(5);
    assertThat(cell.get("verdicts").get(0).get("headline").asText())
        .contains("vhost_worker_killed()")
        .contains("blocked on dev.mutex");
    assertThat(cell.get("verdicts").get(0).get("report").get("cycle")).hasSize(2);
    assertThat(cell.get("verdicts").get(0).get("token").asText()).startsWith("kp");
  }

  @Test
  void exploreTellsWhoIsStuckWhereOnWhatAndWhoHoldsIt() {
    final Invocation invocation = Invocation.of("explore", "C", "upstream", "--schedules", "10");
    assertThat(invocation.out())
        .contains("HUNG_RELEASED in 100 % (10 of 10)")
        .containsPattern(
            "=> worker vhost-\\d+/\\d+ \\(D\\) in vhost_worker_killed\\(\\): blocked on"
                + " vq\\[0\\].mutex")
        .containsPattern(
            "held by holder gt-holder/\\d+ \\(S\\) in \\w+\\(\\): faulting on user page,"
                + " up to the outside world")
        .containsPattern("watchdog +reports worker vhost")
        .containsPattern("replay +kp\\d+\\.C\\.upstream\\.");
  }

  @Test
  void exploreWithASearchSaysThatAllTracesWereTried() {
    final Invocation invocation = Invocation.of("explore", "B", "upstream", "--strategy", "dpor");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out()).containsPattern("exhaustive: all \\d+ traces");
  }

  @Test
  void aSearchThatMeetsItsBoundDoesNotLookComplete() {
    final Invocation invocation = Invocation.of(
        "explore", "kill-flush", "upstream", "--strategy", "dpor", "--schedules", "3");
    assertThat(invocation.out())
        .contains("bound reached: 3 schedules of dpor, more are left")
        .doesNotContain("exhaustive");
  }

  @Test
  void replayShowsTheVerdictThatTheTokenCameFrom() {
    final String verdict =
        Invocation.of("replay", token("kill-flush", "dev-mutex")).out();
    assertThat(verdict)
        .startsWith("kill-flush x dev-mutex: DEADLOCK")
        .containsPattern("cycle +flusher .*waiting for flush completion, up to worker")
        .doesNotContain("vhost_worker_queue");
  }

  @Test
  void replayWithTraceHasAColumnPerTaskAndTheReasonForEachChange() {
    final Invocation invocation =
        Invocation.of("replay", "--trace", token("kill-flush", "dev-mutex"));
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out())
        .containsPattern("\\| worker +\\|")
        .containsPattern("\\| flusher +\\|")
        .containsPattern("\\| ~\\w*visor/\\d+")
        .contains("set-up: ", " steps, not shown")
        .contains(": blocked on dev.mutex, held by gt-flusher/")
        .contains(", by choice")
        .contains(": ended")
        .contains("--- at rest");
  }

  @Test
  void theTraceIsTheSameEachTime() {
    final String token = token("kill-flush", "dev-mutex");
    assertThat(Invocation.of("replay", "--trace", "--set-up", token))
        .isEqualTo(Invocation.of("replay", "--set-up", "--trace", token));
  }

  @Test
  void aTraceAsCsvHasALineForEachStep() {
    final Invocation invocation =
        Invocation.of("replay", "--format", "csv", token("kill-flush", "dev-mutex"));
    assertThat(invocation.lines().get(0)).startsWith("scenario,design,outcome,step,phase,role,");
    assertThat(invocation.lines().get(1))
        .startsWith("kill-flush,dev-mutex,DEADLOCK,1,set-up,owner,gt-owner/");
    assertThat(invocation.lines()).hasSizeGreaterThan(50);
  }

  @Test
  void markdownIsATable() {
    final Invocation invocation = Invocation.of(
        "table",
        "--scenarios",
        "D1",
        "--designs",
        "upstream,dev-mutex",
        "--schedules",
        "3",
        "--format",
        "markdown");
    assertThat(invocation.lines())
        .startsWith("| ordering | upstream | dev-mutex |", "| --- | --- | --- |")
        .contains("| D1 | COMPLETED | DEADLOCK |");
  }

  @Test
  void theOutputFileHoldsTheWholeResultAndNothingElseIsLeft(@TempDir Path directory)
      throws IOException {
    final Path file = directory.resolve("out.csv");
    Files.writeString(file, "old");
    final String[] arguments = {
      "table", "--scenarios", "C", "--designs", "upstream", "--schedules", "2", "--format", "csv"
    };
    final String[] toFile = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    toFile[arguments.length] = "-o";
    toFile[arguments.length + 1] = file.toString();
    final Invocation invocation = Invocation.of(toFile);
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out()).isEmpty();
    assertThat(file).hasContent(Invocation.of(arguments).out());
    assertThat(directory.toFile().list()).containsExactly("out.csv");
  }

  @Test
  void theVersionIsThatOfTheBuildAndOfTheModel() {
    assertThat(Invocation.of("--version").out().strip())
        .matches("killpath \\S+, model \\d+")
        .doesNotContain("${");
  }

  private static String token(String scenario, String design) {
    return Invocation.of("explore", scenario, design, "--schedules", "20", "--format", "csv")
        .lines()
        .stream()
        .filter(line -> line.contains(",DEADLOCK,"))
        .findFirst()
        .orElseThrow()
        .replaceAll(".*,", "");
  }
}
