package org.killpath.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.lab.cell.Expectations;

/** A whole run, with forked JVMs, over a design in which a wake-up can be lost. */
class LostWakeUpTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aDesignThatLosesAWakeUpFailsTheRunWithItsCellAndUpstreamPassesBesideIt(
      @TempDir Path directory) throws IOException {
    assumeThat(Runtime.getRuntime().availableProcessors())
        .as("processors that jcstress needs")
        .isGreaterThanOrEqualTo(2);
    final Path expected = directory.resolve("expected.csv");
    Files.write(
        expected,
        List.of(Expectations.HEADER, "kill-flush,lost-wake-up,COMPLETED,COMPLETED"),
        StandardCharsets.UTF_8);
    final Properties properties = new Properties();
    properties.setProperty("stress.budget", "7s");
    properties.setProperty("stress.seed", "1");
    properties.setProperty("stress.target", directory.toString());
    properties.setProperty("stress.scenarios", "kill-flush");
    properties.setProperty("stress.designs", "upstream,lost-wake-up");
    properties.setProperty("stress.expected", expected.toString());

    assertThat(new Main(print(out), print(err)).run(properties))
        .as(() -> out.toString(StandardCharsets.UTF_8))
        .isEqualTo(1);

    assertThat(
            out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("FAILED")))
        .allMatch(line -> line.startsWith("FAILED: kill-flush x lost-wake-up: "))
        .anySatisfy(line -> assertThat(line)
            .contains("'LOST_FLUSH: ", "D in __vhost_worker_flush() on flush completion")
            .contains("free worlds; expected is COMPLETED.")
            .contains("seed 1;"));
    final JsonNode cells =
        new ObjectMapper().readTree(directory.resolve("outcomes.json").toFile()).get("cells");
    assertThat(cells)
        .hasSize(2)
        .allSatisfy(cell ->
            assertThat(cell.get("free").get("worlds").asLong()).isGreaterThanOrEqualTo(200));
    assertThat(cells.get(0).get("outside")).isEmpty();
    assertThat(cells.get(1).get("outside").get(0).asText()).isEqualTo("LOST_FLUSH");
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
