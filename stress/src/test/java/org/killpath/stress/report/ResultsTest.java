package org.killpath.stress.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.DEADLOCK;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.Pos;
import org.killpath.lab.cell.Cell;
import org.killpath.stress.Cells;
import org.killpath.stress.fork.Seen;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.Known;
import org.killpath.stress.result.SelfJudged;

class ResultsTest {
  private static final String HUNG =
      "HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: worker";

  private final Results results = new Results(
      42,
      List.of(new SelfJudged("Detector", Map.of("fine", 1_000_000L), List.of(), Optional.empty())),
      List.of(),
      List.of(
          Cells.free(
              Cells.cell("C", "upstream"), Cells.proven(HUNG_RELEASED), Map.of(HUNG, 1_500L)),
          Cells.free(Cells.cell("C", "dev-mutex"), Cells.expected(COMPLETED), Map.of(HUNG, 500L)),
          Cells.free(
              Cells.cell("D1", "upstream"),
              Cells.proven(COMPLETED),
              Map.of(Seen.STAGE_MISSED, 20L)),
          rare(Cells.cell("kill-flush", "dev-mutex"))),
      Optional.of("Partial: it was interrupted."));

  /** All its free worlds completed; drawn interleavings show what else there is. */
  private static CellReport rare(Cell cell) {
    final Result<Cell> drawn = new Explorer<>(
            Pos::new,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.<Cell>ofSchedules(50),
            1,
            Explorer.Progress.<Cell>none())
        .explore(List.of(cell))
        .get(0);
    return new CellReport(
        cell, Map.of("COMPLETED", 300L), Optional.of(drawn), Cells.proven(COMPLETED, DEADLOCK));
  }

  @Test
  void theConsoleHasEveryCellInAFewLettersAndEachDesignInALine() {
    assertThat(results.text().lines())
        .contains("Partial: it was interrupted.")
        .anyMatch(line -> line.matches("C +R1500 +R500!"))
        .anyMatch(line -> line.matches("D1 +-20\\*"))
        .anyMatch(line -> line.matches("kill-flush +C300\\*"))
        .anyMatch(line -> line.matches("1 +upstream +1520 +20 +100 % +2 +1 of 2 +1 +-"));
  }

  @Test
  void whatMattersStandsBelow() {
    assertThat(results.text())
        .contains("FAILED: C x dev-mutex: '" + HUNG + "' in 500 of 500 free worlds")
        .contains("D1 x upstream: the ordering never came about in 20 free worlds")
        .containsPattern("kill-flush x dev-mutex: DEADLOCK is proven possible, and came in none of"
            + " 300 free worlds; POS finds it in \\d+ % of 50 \\(replay kp")
        .contains("Detector: 1000000 samples, nothing forbidden.")
        .contains("Free: 2,320 worlds", "20 in a cell at the least")
        .contains("Proven: 3 of 4 cells");
  }

  @Test
  void whatNoWorldHasShownDoesNotCountAsSeenHoweverFewThereAre() {
    final String text = new Results(
            42,
            List.of(),
            List.of(),
            List.of(
                Cells.free(Cells.cell("C", "upstream"), Cells.proven(HUNG_RELEASED), Map.of()),
                Cells.free(
                    Cells.cell("D1", "upstream"),
                    Cells.proven(COMPLETED, DEADLOCK),
                    Map.of("COMPLETED", 5L))),
            Optional.empty())
        .text();
    assertThat(text.lines())
        .anyMatch(line -> line.matches("1 +upstream +5 +0 +0 % +2 +1 of 3 +- +-"))
        .contains("  C COMPLETED      every obliged task has ended or returned")
        .anyMatch(line -> line.matches(
            "Free: 5 worlds under jcstress, 0 in a cell at the least;" + " delays .*\\(20\\)\\."));
  }

  @Test
  void ofWhatNobodyHasSaidAnythingThatIsSaid() {
    final String text = new Results(
            42,
            List.of(),
            List.of(),
            List.of(
                Cells.free(Cells.cell("C", "upstream"), Known.NOTHING, Map.of("COMPLETED", 20L))),
            Optional.empty())
        .text();
    assertThat(text)
        .contains("Proven: 0 of 1 cells")
        .contains("of 1 of the others nobody has said what they may show")
        .doesNotContain("accounted for");
  }

  @Test
  void theFilesHaveThreeViewsOfEveryCell(@TempDir Path directory) throws IOException {
    new ResultsFile(directory.resolve("new")).write(results);
    final Path files = directory.resolve("new");
    assertThat(Files.readString(files.resolve("outcomes.md")))
        .contains("| ordering | upstream | dev-mutex |")
        .contains("free: HUNG_RELEASED in 1500<br>proven: HUNG_RELEASED, by all 12 |")
        .contains("expected: COMPLETED<br>! must not be")
        .containsPattern("free: COMPLETED in 300<br>drawn: DEADLOCK \\d+ %, COMPLETED \\d+ % in 50"
            + "<br>proven: DEADLOCK, COMPLETED, by all 12");
    assertThat(Files.readString(files.resolve("outcomes.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("<th scope=\"row\">D1</th><td>free: never came about in 20<br>");
    final JsonNode json =
        new ObjectMapper().readTree(files.resolve("outcomes.json").toFile());
    assertThat(json.get("seed").asLong()).isEqualTo(42);
    final JsonNode first = json.get("cells").get(0);
    assertThat(first.get("free").get("outcomes").get("HUNG_RELEASED").asLong()).isEqualTo(1_500);
    assertThat(first.get("free").get("verdicts").get(HUNG).asLong()).isEqualTo(1_500);
    assertThat(first.get("proven").get("executions").asLong()).isEqualTo(12);
    final JsonNode last = json.get("cells").get(3);
    assertThat(last.get("rare").get(0).asText()).isEqualTo("DEADLOCK");
    assertThat(last.get("drawn").get("schedules").asLong()).isEqualTo(50);
    assertThat(json.get("failures")).hasSize(1);
  }
}
