package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;

/** What is printed of an outcome, and the order of outcomes. */
class VerdictTest {
  private static boolean isWorker(Task task) {
    return task.role().startsWith("worker");
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETED, WARNED, WARNED",
    "GAVE_UP, WARNED, GAVE_UP",
    "HUNG_SILENT, HUNG_RELEASED, HUNG_SILENT",
    "DEADLOCK, HUNG, DEADLOCK",
    "LOST_FLUSH, USE_AFTER_FREE, USE_AFTER_FREE",
    "LEAKED, LEAKED, LEAKED",
  })
  void theOutcomeOfSeveralFindingsIsTheWorst(
      VhostOutcome one, VhostOutcome other, VhostOutcome worse) {
    assertThat(one.orWorse(other)).isEqualTo(worse);
    assertThat(other.orWorse(one)).isEqualTo(worse);
  }

  @ParameterizedTest
  @EnumSource(VhostOutcome.class)
  void exactlyTheOutcomesWithoutAnEndAreHangs(VhostOutcome outcome) {
    assertThat(outcome.isHang())
        .isEqualTo(outcome.compareTo(VhostOutcome.HUNG_RELEASED) >= 0
            && outcome != VhostOutcome.USE_AFTER_FREE);
    assertThat(outcome.meaning()).isNotBlank();
  }

  @Test
  void theLineOfATaskTellsAVqMutexFromSynchronizeRcuAtAGlance() {
    TinyWorld.inOrder(world -> {
      final CFunction handler = new CFunction("vhost_worker_killed", "drivers/vhost/vhost.c");
      final Mutex vqMutex = new Mutex(world.kernel(), "vq.mutex", 0);
      final UserPage page = new UserPage(world.kernel(), "page", Backing.USERFAULTFD);
      final Task holder = world.task("holder", current -> {
        world.kernel().rcu().readLock(current);
        vqMutex.lock(current);
        page.copy(current);
      });
      world.settle();
      final Task onMutex = world.task("worker", current -> {
        try (Frame fn = current.enter(handler)) {
          vqMutex.lock(current);
        }
      });
      final Task onRcu = world.task("worker B", current -> {
        try (Frame fn = current.enter(handler)) {
          world.kernel().rcu().synchronize(current);
        }
      });
      world.settle();
      final Evidence evidence =
          Evidence.of(world.kernel(), VerdictTest::isWorker, VerdictTest::isWorker);
      assertThat(evidence.role("worker").orElseThrow().line())
          .isEqualTo("worker " + onMutex + " in D in vhost_worker_killed(), locks vq[0].mutex of "
              + holder);
      assertThat(evidence.role("worker B").orElseThrow().line())
          .isEqualTo("worker B " + onRcu
              + " in D in synchronize_rcu(), waits for the readers of rcu of " + holder);
      assertThat(evidence.role("holder").orElseThrow().line())
          .isEqualTo("holder " + holder + " in S, faults on page");
      assertThat(evidence.reported()).isEqualTo("worker+worker B");
      assertThat(evidence.stuck())
          .extracting(TaskReport::role)
          .containsExactly("worker", "worker B");
      assertThat(evidence.leftBehind()).extracting(TaskReport::role).containsExactly("holder");
      assertThat(evidence.chain()).extracting(TaskReport::role).containsExactly("worker", "holder");
    });
  }

  @Test
  void theSummaryOfACompletedWorldIsOneWord() {
    assertThat(new Verdict(
                VhostOutcome.COMPLETED,
                java.util.List.of(),
                Evidence.NONE,
                java.util.Optional.empty())
            .summary())
        .isEqualTo("COMPLETED");
  }
}
