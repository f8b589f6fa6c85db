package org.killpath.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.cell.VhostOutcome;

/** A measurement agrees with what was measured, and with nothing else. */
class MeasurementTest {
  private static final String HEADER =
      "scenario,design,outcome,worker_states,blocked_fn,blocked_on,holder,reported,kernels,note\n";

  private static final Verdict C = verdict("C", "upstream");
  private static final Verdict D1 = verdict("D1", "dev-mutex");
  private static final Verdict GAVE_UP = verdict("C", "trylock-backoff");

  private static Verdict verdict(String scenario, String design) {
    final Seen seen = Schedules.randomWalk(Schedules.cell(scenario, design), 1);
    return seen.verdicts().get(0);
  }

  private static Measurement row(String line) {
    try {
      return GroundTruth.read(new StringReader(HEADER + line)).measurements().get(0);
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Test
  void theColumnsAreReadAsTheFileMeansThem() {
    final Measurement row = row("C,upstream,HUNG_RELEASED,R|S,vhost_worker_killed,vq.mutex,"
        + "outside R|S,worker+flusher,6.12.107 7.3.4,\"a note, with a comma\"");
    assertThat(row.outcome()).isEqualTo(VhostOutcome.HUNG_RELEASED);
    assertThat(row.workerStates()).containsExactlyInAnyOrder("R", "S");
    assertThat(row.holder()).hasToString("Optional[outside R|S]");
    assertThat(row.reported()).containsExactlyInAnyOrder("worker", "flusher");
    assertThat(row.kernels()).containsExactly("6.12.107", "7.3.4");
    assertThat(row.note()).isEqualTo("a note, with a comma");
    assertThat(row("A,x,COMPLETED,-,,,worker B,-,1,").holder()).hasToString("Optional[worker B]");
    assertThat(row("A,x,COMPLETED,-,,,-,-,1,").holder()).isEmpty();
    assertThat(row("A,x,COMPLETED,-,,,-,-,1,").reported()).isEmpty();
  }

  @Test
  void anUnknownOutcomeIsNotReadOver() {
    assertThatThrownBy(() -> row("A,x,FINE,-,,,-,-,1,"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasMeasuredAgrees() {
    assertThat(row("C,upstream,HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,outside S,worker,1,")
            .disagreements(C))
        .isEmpty();
    assertThat(row("D1,dev-mutex,DEADLOCK,D,vhost_worker_killed,dev.mutex,flusher D,"
                + "worker+flusher,1,")
            .disagreements(D1))
        .isEmpty();
    assertThat(row("C,trylock-backoff,GAVE_UP,-,,,outside S,-,1,WARNED at the last close")
            .disagreements(GAVE_UP))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "HUNG_SILENT,D,vhost_worker_killed,vq.mutex,outside S,worker; outcome HUNG_RELEASED",
        "HUNG_RELEASED,S,vhost_worker_killed,vq.mutex,outside S,worker; worker state D",
        "HUNG_RELEASED,D,vhost_task_fn,vq.mutex,outside S,worker; worker stuck in vhost_worker_killed",
        "HUNG_RELEASED,D,vhost_worker_killed,dev.mutex,outside S,worker; worker stuck on vq.mutex",
        "HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,in-group S,worker; holder is outside",
        "HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,outside R,worker; holder state S",
        "HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,flusher D,worker; there was no flusher",
        "HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,killer,worker; the worker waits for",
        "HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,outside S,-; reported worker",
        "HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,outside S,worker+holder; reported worker",
      })
  void eachColumnIsLookedAt(String columns, String difference) {
    assertThat(row("C,upstream," + columns + ",1,").disagreements(C))
        .anySatisfy(line -> assertThat(line).startsWith(difference));
  }

  @Test
  void aWarningThatWasOrWasNotMeasuredMatters() {
    assertThat(row("C,trylock-backoff,GAVE_UP,-,,,outside S,-,1,").disagreements(GAVE_UP))
        .anySatisfy(line -> assertThat(line).startsWith("not measured: WARNED in "));
    assertThat(row("C,upstream,HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,outside S,worker,1,"
                + "WARNED at the last close")
            .disagreements(C))
        .containsExactly("no warning at the last close");
  }

  @Test
  void onlyARaceThatDoesNotAlwaysGoWrongIsRare() {
    assertThat(row("H,dev-mutex,DEADLOCK,D,f,dev.mutex,flusher D,-,1,raced: within 6 rounds")
            .isRare())
        .isTrue();
    assertThat(row("A,upstream,COMPLETED,-,,,-,-,1,raced").isRare()).isFalse();
    assertThat(row("D1,dev-mutex,DEADLOCK,D,f,dev.mutex,flusher D,-,1,").isRare())
        .isFalse();
  }

  @Test
  void theFileThatIsPackedHasTheCellsInTheirOrder() {
    final GroundTruth truth = GroundTruth.load();
    assertThat(truth.find("C", "upstream")).isPresent();
    assertThat(truth.find("C", "no-such-design")).isEmpty();
    assertThat(truth.measurements().get(0).toString())
        .isEqualTo("A x upstream: COMPLETED, worker -, reported nobody");
  }
}
