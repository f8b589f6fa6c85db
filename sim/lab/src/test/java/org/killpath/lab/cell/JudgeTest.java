package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.Finding;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.engine.runtime.Part;

/** From what a quiescent world shows, phase by phase, to its outcome. */
class JudgeTest {
  private static final Part SERVED = Part.later("page served");
  private static final Part CLOSED = Part.last("last close");

  private static boolean isWorker(Task task) {
    return task.role().startsWith("worker");
  }

  /** All phases: the world as it is, then {@code help} (the page is served), then the last close. */
  private static Verdict judge(TinyWorld world, Judge judge, Runnable help) {
    judge.begin(world.kernel(), JudgeTest::isWorker, JudgeTest::isWorker);
    world.settle();
    judge.over(Part.MAIN);
    help.run();
    world.settle();
    judge.over(SERVED);
    judge.before(CLOSED);
    world.settle();
    judge.over(CLOSED);
    judge.over(Part.END);
    return judge.verdict();
  }

  private static Verdict judge(TinyWorld world, Runnable help) {
    return judge(world, new Judge(VhostOutcome.SCALE), help);
  }

  private static Verdict judge(TinyWorld world) {
    return judge(world, () -> {});
  }

  private static UserPage page(TinyWorld world, Backing backing) {
    return new UserPage(world.kernel(), "page", backing);
  }

  private static Set<Outcome> outcomes(Verdict verdict) {
    return verdict.findings().stream().map(Finding::outcome).collect(Collectors.toSet());
  }

  @Test
  void aWorldWhoseObligedTasksHaveEndedIsComplete() {
    TinyWorld.inOrder(world -> {
      world.task("worker", current -> {});
      final Verdict verdict = judge(world);
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.COMPLETED);
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.atClose()).isEmpty();
    });
  }

  @Test
  void whoIsNotObligedIsLeftBehindAndDoesNotChangeTheOutcome() {
    TinyWorld.inOrder(world -> {
      final UserPage page = page(world, Backing.FROZEN_STORAGE);
      world.task("worker", current -> {});
      world.task("holder", page::copy);
      final Verdict verdict = judge(world, () -> world.task("server", page::serve));
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.COMPLETED);
      assertThat(verdict.evidence().leftBehind())
          .extracting(TaskReport::role)
          .containsExactly("holder");
      assertThat(verdict.evidence().stuck()).isEmpty();
    });
  }

  @Test
  void aHangThatTheOutsideWorldEndsIsReleasedIfSomebodyIsReportedAndSilentIfNot() {
    TinyWorld.inOrder(world -> {
      final UserPage page = page(world, Backing.FROZEN_STORAGE);
      world.task("worker", page::copy);
      final Verdict verdict = judge(world, () -> world.task("server", page::serve));
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.HUNG_RELEASED);
      assertThat(verdict.evidence().reported()).isEqualTo("worker");
    });
    TinyWorld.inOrder(world -> {
      final UserPage page = page(world, Backing.USERFAULTFD);
      world.task("worker", page::copy);
      final Verdict verdict = judge(world, () -> world.task("server", page::serve));
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.HUNG_SILENT);
      assertThat(verdict.evidence().reported()).isEqualTo("-");
    });
  }

  @Test
  void aHangThatTheOutsideWorldCannotEndIsHung() {
    TinyWorld.inOrder(world -> {
      final UserPage page = page(world, Backing.FROZEN_STORAGE);
      world.task("worker", page::copy);
      final Verdict verdict = judge(world);
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.HUNG);
      assertThat(verdict.findings().get(0).part()).isEqualTo(CLOSED);
      assertThat(verdict.atClose()).isPresent();
    });
  }

  @Test
  void somebodyWhoIsStillStuckAfterTheLastCloseIsAHangEvenIfNobodyObligedHim() {
    TinyWorld.inOrder(world -> {
      world.task("worker", current -> {});
      final Verdict verdict = judge(world, () -> {
        final Mutex mutex = new Mutex(world.kernel(), "mutex");
        world.task("closer", current -> {
          mutex.lock(current);
          page(world, Backing.FROZEN_STORAGE).copy(current);
        });
      });
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.HUNG);
      assertThat(verdict.evidence().stuck()).isEmpty();
      assertThat(verdict.atClose().orElseThrow().chain())
          .extracting(TaskReport::role)
          .containsExactly("closer");
    });
  }

  @Test
  void aTaskThatIdlesInUserModeAndAKernelThreadThatIdlesAreFine() {
    TinyWorld.inOrder(world -> {
      world.task("owner", Task::pause);
      world.task("worker", current -> {
        final Task kthread = world.kernel().createKthread(current, "kthread", "kthread", thread -> {
          try (Frame fn = thread.enter(new CFunction("loop", "file.c"))) {
            thread.setInterruptible();
            thread.schedule();
          }
        });
        world.kernel().start(kthread);
      });
      assertThat(judge(world).outcome()).isEqualTo(VhostOutcome.COMPLETED);
    });
  }

  @Test
  void aCycleIsADeadlockWhateverTheOutsideWorldDoesAndItsTextGoesRoundOnce() {
    TinyWorld.inOrder(world -> {
      final Mutex a = new Mutex(world.kernel(), "a");
      final Mutex b = new Mutex(world.kernel(), "b");
      final UserPage page = page(world, Backing.PRESENT);
      final Task worker = world.task("worker", current -> {
        a.lock(current);
        world.after(current, current.kernel().tasks().get(1));
        b.lock(current);
      });
      final Task flusher = world.task("flusher", current -> {
        b.lock(current);
        a.lock(current);
      });
      final Verdict verdict = judge(world, () -> world.task("server", page::serve));
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.DEADLOCK);
      assertThat(verdict.findings()).singleElement().satisfies(finding -> {
        assertThat(finding.part()).isEqualTo(Part.MAIN);
        assertThat(finding.detail())
            .isEqualTo("worker " + worker + " in D, locks b of " + flusher + "; flusher " + flusher
                + " in D, locks a of " + worker);
      });
    });
  }

  @Test
  void aWaitForACompletionThatNobodyWillCompleteIsALostFlush() {
    TinyWorld.inOrder(world -> {
      final AtomicReference<Task> completer = new AtomicReference<>();
      final Completion done = new Completion(
          world.kernel(),
          "flush completion",
          () -> Optional.of(completer.get()).filter(task -> !task.isExited()).stream()
              .toList());
      completer.set(world.task("gone", current -> {}));
      world.task("worker", done::await);
      final Verdict verdict = judge(world);
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.LOST_FLUSH);
      assertThat(verdict.summary())
          .isEqualTo("LOST_FLUSH: worker D on flush completion, reported: worker");
    });
  }

  @Test
  void whatTheKernelComplainedAboutIsFoundInThePhaseInWhichItDid() {
    TinyWorld.inOrder(world -> {
      final Kernel kernel = world.kernel();
      final Allocation memory = new Allocation(kernel, "memory", 1) {};
      world.task("worker", current -> kernel.warnOn(current, true, "!list_empty"));
      final Verdict verdict = judge(
          world,
          () -> world.task("closer", current -> {
            memory.free(current);
            memory.free(current);
          }));
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.USE_AFTER_FREE);
      assertThat(verdict.findings())
          .extracting(Finding::outcome, Finding::part)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(VhostOutcome.WARNED, Part.MAIN),
              org.assertj.core.groups.Tuple.tuple(VhostOutcome.USE_AFTER_FREE, SERVED));
    });
  }

  @Test
  void aWarningAloneIsAnOutcomeOfItsOwn() {
    TinyWorld.inOrder(world -> {
      world.task("worker", current -> world.kernel().warnOn(current, true, "!list_empty"));
      assertThat(judge(world).outcome()).isEqualTo(VhostOutcome.WARNED);
    });
  }

  @Test
  void auditsSpeakOnceNothingIsUnderWayEachWithItsOutcome() {
    TinyWorld.inOrder(world -> {
      for (Audit.Kind kind : Audit.Kind.values()) {
        world.kernel().audit(new Audit(kind, () -> Optional.of("off: " + kind)));
        world.kernel().audit(new Audit(kind, Optional::empty));
      }
      world.task("worker", current -> {});
      final Verdict verdict = judge(world);
      assertThat(outcomes(verdict))
          .containsExactlyInAnyOrder(
              VhostOutcome.GAVE_UP, VhostOutcome.LEAKED, VhostOutcome.LOST_WORK);
      assertThat(verdict.outcome()).isEqualTo(VhostOutcome.LOST_WORK);
      assertThat(verdict.findings()).hasSize(Audit.Kind.values().length);
    });
  }

  @Test
  void aHangThatALaterKillEndsIsNoLongerThereAtTheEnd() {
    TinyWorld.inOrder(world -> {
      final UserPage page = page(world, Backing.FILE);
      final Task worker = world.task("worker", page::copy);
      final Verdict verdict = judge(
          world, () -> world.task("killer", current -> worker.group().kill(current, Kill.KILL)));
      assertThat(verdict.outcome())
          .as("K is shown as D but not reported")
          .isEqualTo(VhostOutcome.HUNG_SILENT);
    });
  }

  @Test
  void oneJudgeTellsWorldsApartThatDifferOnlyInTheirCallTraces() {
    final Judge judge = new Judge(VhostOutcome.SCALE);
    for (String name : List.of("handle_rx_kick", "send_pkt_work", "handle_rx_kick")) {
      TinyWorld.inOrder(world -> {
        final UserPage page = page(world, Backing.FROZEN_STORAGE);
        world.task("worker", current -> {
          try (Frame outer = current.enter(new CFunction(name, "file.c"));
              Frame inner = current.enter(new CFunction("do_send_pkt", "file.c"))) {
            page.copy(current);
          }
        });
        final Verdict verdict = judge(world, judge, () -> world.task("server", page::serve));
        assertThat(verdict.evidence().role("worker").orElseThrow().callTrace())
            .extracting(CFunction::name)
            .containsExactly("do_send_pkt", name);
      });
    }
  }

  @Test
  void equalWorldsGetTheSameVerdict() {
    final Judge judge = new Judge(VhostOutcome.SCALE);
    final Set<Verdict> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    TinyWorld.randomly(20, world -> {
      final UserPage page = page(world, Backing.FROZEN_STORAGE);
      world.task("worker", page::copy);
      world.task("host", current -> {});
      seen.add(judge(world, judge, () -> world.task("server", page::serve)));
    });
    assertThat(seen).hasSize(1);
  }
}
