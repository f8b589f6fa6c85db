package org.killpath.stress;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.stress.StressedCell.Skip;

class ResultsTest {
  private static final String HUNG =
      "HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: worker";

  private final Results results = new Results(
      42,
      List.of(new SelfJudged("Detector", Map.of("fine", 1_000_000L), List.of(), Optional.empty())),
      List.of(
          Cells.ran(
              Cells.cell("C", "upstream"),
              Cells.only(VhostOutcome.HUNG_RELEASED),
              Map.of(HUNG, 1_500L)),
          Cells.ran(
              Cells.cell("C", "dev-mutex"), Cells.only(VhostOutcome.COMPLETED), Map.of(HUNG, 500L)),
          StressedCell.skipped(
              Cells.cell("D1", "upstream"), Optional.of(Expectation.UNREACHABLE), Skip.UNREACHABLE),
          StressedCell.skipped(Cells.cell("D1", "dev-mutex"), Optional.empty(), Skip.BUDGET),
          StressedCell.skipped(Cells.cell("A", "upstream"), Optional.empty(), Skip.BUDGET)),
      Optional.empty());

  @Test
  void theTableShowsEveryCellAndHowItsNumbersWereObtained() {
    assertThat(results.text())
        .contains("HUNG_RELEASED", "in 1500", "! unexpected", "n/a", "left out")
        .contains("sampled by jcstress", "seed 42")
        .contains("Detector: 1000000 samples, nothing forbidden.");
  }

  @Test
  void whatWasLeftOutIsNamed() {
    assertThat(results.text())
        .contains("no time was left (-Dstress.budget=30m gives more): D1 x dev-mutex.")
        .contains("A under any design.");
  }

  @Test
  void theFilesHoldEveryVerdictAndEveryFailure(@TempDir Path directory) throws IOException {
    new ResultsFile(directory.resolve("new")).write(results);
    assertThat(Files.readString(directory.resolve("new/outcomes.md")))
        .contains("| ordering | upstream | dev-mutex |", "`" + HUNG + "` | 1500 |")
        .contains("FAILED: C x dev-mutex: HUNG_RELEASED is not expected");
    final JsonNode json =
        new ObjectMapper().readTree(directory.resolve("new/outcomes.json").toFile());
    assertThat(json.get("seed").asLong()).isEqualTo(42);
    final JsonNode first = json.get("cells").get(0);
    assertThat(first.get("outcomes").get("HUNG_RELEASED").asLong()).isEqualTo(1_500);
    assertThat(first.get("verdicts").get(HUNG).asLong()).isEqualTo(1_500);
    assertThat(json.get("cells").get(3).get("skipped").asText()).isEqualTo("no time was left");
    assertThat(json.get("failures")).hasSize(2);
  }
}
