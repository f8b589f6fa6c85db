package org.killpath.lab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;

/**
 * Every ordering of the catalogue takes the same steps, task by task and lock by lock, as when its
 * tokens were made: a digest of some schedules of each is in a file.
 *
 * <p>If an ordering was to change, raise {@link org.killpath.lab.cell.ModelVersion}; what the file
 * would have to say is in {@code target} then.
 */
@Timeout(300)
class OrderingStepsTest {
  private static final int SCHEDULES = 12;
  private static final String RESOURCE = "ordering-steps.csv";
  private static final List<String> DESIGNS = List.of("upstream", "dev-mutex", "kthread");

  @Test
  void everyOrderingTakesTheStepsThatItsTokensMean() throws IOException {
    final List<String> lines = new ArrayList<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Scenario scenario : ScenarioCatalogue.all().scenarios()) {
        final String digests = DESIGNS.stream()
            .map(design -> digest(Schedules.cell(scenario.id(), design), controlled))
            .collect(Collectors.joining(","));
        lines.add(scenario.id() + "," + digests);
      }
    }
    final Path written = Path.of("target", RESOURCE);
    Files.write(written, lines);
    assertThat(lines)
        .as("if an ordering was to change, replace the resource by %s", written)
        .isEqualTo(recorded());
  }

  private static String digest(Cell cell, Controlled controlled) {
    long digest = 0;
    for (Ran<Cell> ran : Search.of(cell, new RandomWalk(5)).atMost(SCHEDULES).on(controlled)) {
      digest = SplitMix.mix(digest ^ controlled.digest());
      final int outcome =
          ran instanceof Ran.Ended<Cell> ended ? ended.verdict().outcome().ordinal() : -1;
      digest = SplitMix.mix(digest ^ outcome);
    }
    return Long.toHexString(digest);
  }

  private static List<String> recorded() throws IOException {
    try (InputStream stream = OrderingStepsTest.class.getResourceAsStream(RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
