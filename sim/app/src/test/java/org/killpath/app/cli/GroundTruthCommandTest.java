package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The table beside what real kernels showed. */
class GroundTruthCommandTest {
  @Test
  void groundTruthIsComparedCellByCellAndTheRestIsPredicted() {
    final Invocation invocation = Invocation.of(
        "table", "--ground-truth", "--scenarios", "C,C4", "--schedules", "20", "--format", "csv");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.lines())
        .contains("scenario,design,outcome,worker_states,blocked_fn,blocked_on,holder,reported,"
            + "kernels,note")
        .contains("C,upstream,HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,outside S,worker,"
            + "6.12.107 7.3.4,agrees")
        .contains("C4,upstream,HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,outside S,worker,"
            + "predicted,predicted")
        .anyMatch(line -> line.startsWith("C4,rearm-sigkill+copy-before-lock,"))
        .noneMatch(line -> line.contains("DIFFERS"));
  }

  /** One schedule is too few for the hang of U-below, which some rounds of a race come to. */
  @Test
  void oneRowThatDiffersFromTheGroundTruthIsExitStatus1HoweverManyAgree() {
    final Invocation invocation = Invocation.of(
        "table",
        "--ground-truth",
        "--scenarios",
        "C,U-below,E2",
        "--designs",
        "upstream",
        "--schedules",
        "1",
        "--format",
        "csv");
    assertThat(invocation.status()).isEqualTo(1);
    assertThat(invocation.lines().stream().filter(line -> line.endsWith(",agrees")))
        .hasSize(2);
    assertThat(invocation.lines().stream().filter(line -> line.contains("DIFFERS")))
        .singleElement()
        .asString()
        .startsWith("U-below,")
        .endsWith("DIFFERS: HUNG was not seen in 1 schedule");
  }
}
