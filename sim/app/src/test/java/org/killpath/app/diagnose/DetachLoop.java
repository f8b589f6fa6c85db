package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.match.Match;

/** The hang that most of the cases show, in another dress each. */
final class DetachLoop {
  private static final String MUTEX = "ffff888001b00258";

  private DetachLoop() {}

  /** Everything that must be said of it, and what must not. */
  static void check(Diagnosis diagnosis) {
    final DiagnosedHang hang = Diagnosing.only(diagnosis);
    check(hang.hang(), "as it is");
    assertThat(hang.headline())
        .startsWith("vhost-1000/1010 (thread group 1000) is hung in the kill handler's detach loop")
        .contains("(vhost_worker_killed()). It waits for a vq.mutex (" + MUTEX + ").")
        .contains("It holds vtsk.exit_mutex, worker.mutex meanwhile.");
    assertThat(hang.cause()).startsWith("holder/2000 has what it waits for (certain)");
    final List<Match> best = hang.orderings().stream().limit(hang.alike()).toList();
    assertThat(best.get(0).scenario()).isEqualTo("C");
    assertThat(best.get(0).design()).isEqualTo("upstream");
    assertThat(best).extracting(Match::scenario).noneMatch(id -> id.startsWith("scsi-"));
    assertThat(best).noneMatch(match -> match.sight().outcome().name().equals("DEADLOCK"));
  }

  /** The facts, without the model; old headers do not name the group. */
  static void check(Hang hang, String how) {
    assertThat(hang.victim().task()).as(how).hasToString("vhost-1000/1010");
    assertThat(hang.victim().trace().innermost()).contains("vhost_worker_killed");
    assertThat(hang.victim().waitsFor().orElseThrow().lock().address()).isEqualTo(MUTEX);
    assertThat(hang.victim().locks())
        .extracting(SeenLock::name)
        .containsExactly("vtsk.exit_mutex", "worker.mutex");
    final Holder.Known holder = (Holder.Known) hang.holder();
    assertThat(holder.task().task()).hasToString("holder/2000");
    assertThat(holder.certain()).isTrue();
  }
}
