package org.killpath.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.truth.GroundTruth;
import org.killpath.lab.truth.Measurement;

/**
 * Every cell that was measured on a real kernel, by name: in each schedule tried, the mirrored code
 * ends as the kernel did, with the worker in the same state, in the same function, on the same lock
 * or page, with the same holder, and the watchdog reports the same tasks.
 *
 * <p>A cell whose ordering or design does not exist here yet shows as skipped, under its name.
 */
class GroundTruthTest {
  /** A staged ordering leaves little to chance; a race is tried more often. */
  private static final int STAGED_SCHEDULES = 300;

  private static final int RACED_SCHEDULES = 1_500;

  /** Which of two workers comes first here cannot be staged: other schedules do not count. */
  private static final Set<String> LEFT_TO_CHANCE = Set.of("scsi-S3");

  private static final GroundTruth TRUTH = GroundTruth.load();
  private static final ScenarioCatalogue SCENARIOS = ScenarioCatalogue.all();
  private static final DesignCatalogue DESIGNS = DesignCatalogue.all();

  @TestFactory
  Stream<DynamicTest> everyMeasuredCellComesOutAsOnTheRealKernel() {
    return TRUTH.measurements().stream().map(row -> dynamicTest(row.toString(), () -> check(row)));
  }

  @Test
  void noMeasurementWasLostOnTheWay() {
    assertThat(TRUTH.measurements()).hasSize(139).doesNotHaveDuplicates();
  }

  private static void check(Measurement row) {
    final Optional<Cell> cell = cell(row);
    if (cell.isEmpty()) {
      abort("not modelled yet: " + row);
    }
    final int schedules = Schedules.count(
        cell.get().scenario().form() == Scenario.Form.STAGED ? STAGED_SCHEDULES : RACED_SCHEDULES);
    final Seen seen = Schedules.randomWalk(cell.get(), schedules);
    if (LEFT_TO_CHANCE.contains(row.scenario())) {
      assertThat(seen.total()).isGreaterThanOrEqualTo(schedules / 20);
    } else {
      assertThat(seen.missed())
          .as("schedules in which the ordering did not come about")
          .isZero();
    }
    if (row.isRare()) {
      assertThat(seen.outcomes()).as("seen in %s", seen).contains(row.outcome());
    }
    for (Verdict verdict : seen.verdicts()) {
      if (!row.isRare() || verdict.outcome() == row.outcome()) {
        assertThat(row.disagreements(verdict))
            .as("%d of %d schedules: %s", seen.count(verdict), seen.total(), verdict.summary())
            .isEmpty();
      } else {
        assertThat(verdict.outcome().name()).as("when the race is won").isEqualTo("COMPLETED");
      }
    }
  }

  private static Optional<Cell> cell(Measurement row) {
    return SCENARIOS
        .find(row.scenario())
        .flatMap(scenario -> DESIGNS.find(row.design()).map(design -> new Cell(scenario, design)));
  }
}
