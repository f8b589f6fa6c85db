package org.killpath.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.killpath.engine.judge.Finding;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWork;
import org.killpath.lab.vhost.VhostWorker;

/** What must always hold: a design that breaks it is found out, and upstream breaks none of it. */
class InvariantsTest {
  /** Upstream with one thing gone wrong. */
  private record Broken(String changes, UnaryOperator<Parts> change) implements Design {
    @Override
    public String id() {
      return "broken";
    }

    @Override
    public String proposedBy() {
      return "this test";
    }

    @Override
    public Parts parts(VhostDev dev) {
      return change.apply(Parts.upstream());
    }
  }

  private static final int SCHEDULES = 300;

  private static Seen run(String scenario, String changes, UnaryOperator<Parts> change) {
    return Schedules.randomWalk(
        new Cell(ScenarioCatalogue.all().find(scenario).orElseThrow(), new Broken(changes, change)),
        SCHEDULES);
  }

  private static Stream<Finding> findings(Seen seen) {
    return seen.verdicts().stream().flatMap(verdict -> verdict.findings().stream());
  }

  private static void assertFound(Seen seen, Outcome outcome, String detail) {
    assertThat(findings(seen)).as(seen.toString()).anySatisfy(finding -> {
      assertThat(finding.outcome()).isEqualTo(outcome);
      assertThat(finding.detail()).contains(detail);
    });
  }

  private static void assertRuleBroken(Seen seen, String detail) {
    assertFound(seen, VhostOutcome.COMPLETED, detail);
  }

  /** K1, as designs here begin and end it. */
  private static void detachAndDrain(Task current, VhostWorker worker, int miscount) {
    worker.mutex().lock(current);
    worker.killed().set(current, true);
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      if (vq.isServedBy(current, worker)) {
        vq.worker().clear(current);
        detached++;
      }
    }
    worker.addAttachments(current, miscount - detached);
    worker.dev().kernel().rcu().synchronize(current);
    worker.vhostRunWorkList(current);
    worker.mutex().unlock(current);
  }

  @Test
  void anItemThatNobodyWillRunIsLost() {
    final Seen seen = run(
        "A",
        "The handler detaches, and runs nothing.",
        parts -> parts.withKillHandler((current, worker) -> {
          worker.mutex().lock(current);
          worker.killed().set(current, true);
          for (VhostVirtqueue vq : worker.dev().vqs()) {
            vq.worker().clear(current);
          }
          worker.mutex().unlock(current);
        }));
    assertThat(findings(seen))
        .anyMatch(finding ->
            finding.detail().contains("never run") || finding.detail().contains("list_empty"));
  }

  @Test
  void anItemThatRunsTwiceIsFoundOut() {
    final Seen seen = run(
        "A",
        "The handler runs every item twice.",
        parts -> parts.withKillHandler((current, worker) -> {
          worker.mutex().lock(current);
          worker.killed().set(current, true);
          for (VhostWork work : worker.workList().takeAll(current)) {
            work.queued().clear(current);
            work.run(current);
            work.run(current);
          }
          worker.mutex().unlock(current);
        }));
    assertRuleBroken(seen, "was not queued");
  }

  @Test
  void aFlushThatReturnsTooEarlyIsFoundOut() {
    final Seen seen = run(
        "kill-flush",
        "A flush does not wait.",
        parts -> parts.withFlushProtocol((current, worker) -> true));
    assertRuleBroken(seen, "is flushed, and send_pkt_work has not run");
  }

  @Test
  void aFlushWaiterThatIsLeftBehindIsFoundOut() {
    final Seen seen = run(
        "D1",
        "The handler drops all that is queued.",
        parts -> parts.withKillHandler((current, worker) -> {
          worker.mutex().lock(current);
          worker.killed().set(current, true);
          worker.workList().takeAll(current).forEach(work -> work.account().drop(current));
          worker.mutex().unlock(current);
        }));
    assertFound(seen, VhostOutcome.LOST_FLUSH, "flush completion");
  }

  @Test
  void aQueueThatStaysAttachedToADeadWorkerIsFoundOut() {
    final Seen seen = run(
        "B", "The handler does nothing.", parts -> parts.withKillHandler((current, worker) -> {}));
    assertFound(seen, VhostOutcome.GAVE_UP, "is still attached");
  }

  @Test
  void aMiscountOfAttachmentsIsFoundOutWhileTheWorkerLives() {
    final Seen seen = run(
        "scsi-kill-attach-elsewhere",
        "Attach counts twice.",
        parts -> parts.withAssignment((current, vq, worker) -> {
          worker.addAttachments(current, 2);
          final Optional<VhostWorker> old = vq.worker().get(current);
          vq.worker().set(current, worker);
          return old;
        }));
    assertFound(seen, VhostOutcome.LEAKED, "attachment_cnt");
  }

  @Test
  void aReferenceThatIsNeverDroppedIsFoundOut() {
    final Seen seen = run(
        "scsi-kill-tmf",
        "A refused task management function is forgotten.",
        parts -> parts.withRefusedTmf((current, release) -> {}));
    assertThat(findings(seen)).anyMatch(finding -> finding.detail().contains("inflight"));
  }

  @Test
  void aLockThatAnExitedTaskHoldsIsFoundOut() {
    final Seen seen = run(
        "B",
        "The handler keeps worker.mutex.",
        parts -> parts.withKillHandler((current, worker) -> worker.mutex().lock(current)));
    assertRuleBroken(seen, "exits with worker.mutex held");
  }

  @Test
  void aReaderThatIsNotWaitedForIsFoundOut() {
    final Seen seen = run(
        "kill-release",
        "A dead worker is freed by its handler.",
        parts -> parts
            .withKillHandler((current, worker) -> {
              detachAndDrain(current, worker, 0);
              worker.free(current);
            })
            .withKilledCheck((current, worker) -> worker.killed().peek()));
    assertFound(seen, VhostOutcome.USE_AFTER_FREE, "worker");
    final Seen read = run(
        "A",
        "The worker is freed at once.",
        parts -> parts.withKillHandler((current, worker) -> worker.free(current)));
    assertRuleBroken(read, "is reading");
  }

  @Test
  void aWarningOfTheKernelIsFoundOut() {
    final Seen seen = run(
        "A",
        "Flushes and the handler do nothing.",
        parts -> parts
            .withKillHandler((current, worker) -> {})
            .withFlushProtocol((current, worker) -> true));
    assertFound(seen, VhostOutcome.WARNED, "list_empty");
  }

  @TestFactory
  Stream<DynamicTest> upstreamBreaksNoRuleInAnyOrdering() {
    final Design upstream = DesignCatalogue.all().find("upstream").orElseThrow();
    return ScenarioCatalogue.all().scenarios().stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.id(), () -> {
          final Seen seen = Schedules.randomWalk(
              new Cell(scenario, upstream), Schedules.count(scenario.isStaged() ? 15 : 60));
          final List<Finding> broken =
              findings(seen).filter(Finding::isBrokenRule).toList();
          assertThat(broken).isEmpty();
        }));
  }
}
