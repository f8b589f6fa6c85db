package org.killpath.lab.design.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;

/**
 * Every edit, and every set of edits that has a name, has the teardown take the same steps as when its
 * tokens were made: digests of some schedules of orderings that between them come by every part that
 * an edit can change are in a file, one for each device. {@link
 * org.killpath.lab.catalogue.OrderingStepsTest} has all orderings, under the kernel's own designs.
 *
 * <p>If an edit was to change, raise {@link org.killpath.lab.cell.ModelVersion}; what the file would
 * have to say is in {@code target} then.
 */
@Timeout(300)
class DesignStepsTest {
  private static final String RESOURCE = "design-steps.csv";
  private static final DesignSpace SPACE = DesignSpace.all();
  private static final ScenarioCatalogue SCENARIOS = ScenarioCatalogue.all();

  /** Of vsock, of scsi, and of net. */
  private static final List<List<String>> ORDERINGS = List.of(
      List.of(
          "raced-C",
          "raced-D1",
          "raced-E2",
          "raced-E2-log",
          "raced-E2-tx",
          "raced-K-flush",
          "raced-TC-freeze",
          "raced-C4-set-running",
          "kill-flush",
          "kill-vring",
          "kill-iotlb-update-whole",
          "kill-release"),
      List.of(
          "scsi-kill-two-groups",
          "scsi-kill-swap",
          "scsi-kill-attach-elsewhere",
          "scsi-kill-free-worker",
          "scsi-kill-missed-events",
          "scsi-kill-tmf-free-worker",
          "scsi-kill-clear-endpoint",
          "raced-scsi-C2-evt",
          "scsi-kill-flush",
          "raced-scsi-neighbours-kill",
          "raced-scsi-C2-ctl",
          "raced-scsi-S1"),
      List.of(
          "net-kill-zero-copy",
          "net-kill-reset-owner",
          "net-kill-set-backend",
          "net-D1tx",
          "raced-net-E2k-pinned",
          "raced-net-E2-used"));

  @Test
  void everyDesignTakesTheStepsThatItsTokensMean() throws IOException {
    final List<String> lines = new ArrayList<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      designs()
          .forEach(design -> lines.add(design.id() + ","
              + ORDERINGS.stream()
                  .map(orderings -> digest(design, orderings, controlled))
                  .collect(Collectors.joining(","))));
    }
    final Path written = Path.of("target", RESOURCE);
    Files.write(written, lines);
    assertThat(lines)
        .as("if an edit was to change, replace the resource by %s", written)
        .isEqualTo(recorded());
  }

  /** Edits that meet in one step of the handler, of a flush, or of what destroy waits for. */
  private static final List<String> MEETING = List.of(
      "deferred-detach+flush-waits-for-drain",
      "deferred-detach-late+faultless-drain",
      "drain-by-kworker+no-worker-mutex",
      "drain-by-kworker+flush-waits-for-drain+flush-items-only+refuse-by-kworker",
      "killable-flush+flush-waits-for-drain",
      "flush-holds-mutex+killable-flush",
      "dev-mutex+drain-first+always-wait-for-readers");

  /** Each edit, alone or with the first that it needs, those that meet, and all sets. */
  private static Stream<EditedDesign> designs() {
    return Stream.of(
            SPACE.edits().stream()
                .map(edit -> edit.needs().stream()
                    .sorted()
                    .findFirst()
                    .map(needed -> SPACE.parse(edit + DesignSpace.PLUS + needed))
                    .orElseGet(() -> SPACE.of(List.of(edit)))),
            MEETING.stream().map(SPACE::parse),
            SPACE.sets().stream())
        .flatMap(designs -> designs)
        .distinct();
  }

  private static String digest(EditedDesign design, List<String> orderings, Controlled controlled) {
    long digest = 0;
    for (String ordering : orderings) {
      final Cell cell = new Cell(SCENARIOS.find(ordering).orElseThrow(), design);
      digest = SplitMix.mix(digest ^ Schedules.steps(cell, controlled));
    }
    return Long.toHexString(digest);
  }

  private static List<String> recorded() throws IOException {
    try (InputStream stream = DesignStepsTest.class.getResourceAsStream(RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
