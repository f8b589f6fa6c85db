package org.killpath.lab.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_SILENT;
import static org.killpath.lab.design.ShownBy.staged;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.device.Device;

/** The kernel as it is. */
class UpstreamTest {
  private static final String UPSTREAM = "upstream";

  @Test
  void itHangsWhileAnOutsiderSleepsOnUserMemoryUnderVqMutex() {
    staged(UPSTREAM, "C")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder")
        .holds("worker", "vtsk.exit_mutex", "worker.mutex")
        .stuck("holder", 'S', "vhost_vring_ioctl", "user page")
        .holds("holder", "dev.mutex", "vq[0].mutex")
        .chain("worker", "holder")
        .cycle()
        .reported("worker")
        .leftBehind("holder");
  }

  @Test
  void aHolderThatRetriesItsFaultBurnsACpuMeanwhile() {
    staged(UPSTREAM, "F")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder")
        .stuck("holder", 'R', "vhost_vring_ioctl", "user page")
        .reported("worker");
  }

  @Test
  void aHolderInsideTheGroupIsEnoughWhenItsWaitCannotBeKilled() {
    staged(UPSTREAM, "BF")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder")
        .stuck("holder", 'D', "vhost_vring_ioctl", "user page")
        .reported("worker+holder")
        .leftBehind();
  }

  @Test
  void aHolderInsideTheGroupThatCanBeKilledLetsItGo() {
    staged(UPSTREAM, "B").always(COMPLETED).reported("-");
  }

  @Test
  void aWorkerThatAlreadyWaitsForVqMutexNeverReachesItsHandler() {
    staged(UPSTREAM, "C2")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_transport_do_send_pkt", "vq[0].mutex", "holder")
        .holds("worker")
        .chain("worker", "holder")
        .reported("worker");
  }

  @Test
  void theFinalDrainFaultsAndNobodyReportsIt() {
    staged(UPSTREAM, "E2")
        .always(HUNG_SILENT)
        .stuck("worker", 'R', "vhost_transport_do_send_pkt", "user page")
        .holds("worker", "vtsk.exit_mutex", "worker.mutex", "vq[0].mutex")
        .reported("-");
  }

  @Test
  void aFlusherWaitsForTheFaultInTheDrainAndOnlyItIsReported() {
    staged(UPSTREAM, "D2")
        .always(HUNG_RELEASED)
        .stuck("worker", 'R', "vhost_transport_do_send_pkt", "user page")
        .stuck("flusher", 'D', "__vhost_worker_flush", "flush completion", "worker")
        .holds("flusher", "dev.mutex")
        .chain("worker")
        .reported("flusher");
  }

  @Test
  void devMutexAloneNeverBlocksTheHandler() {
    staged(UPSTREAM, "N").always(COMPLETED).holds("holder", "dev.mutex").leftBehind("holder");
  }

  /** A group that serves its own memory can keep itself from doing so. */
  private static Outcome worst(Scenario scenario) {
    return scenario.id().matches("(raced-)?U-.*") ? VhostOutcome.HUNG : HUNG_SILENT;
  }

  /** 20,000 schedules of each by hand: {@code -Dschedules.scale=70}. */
  @TestFactory
  Stream<DynamicTest> noOrderingOnVsockHasACycleOrTouchesWhatWasFreed() {
    return ScenarioCatalogue.all().scenarios().stream()
        .filter(scenario -> scenario.device() == Device.Kind.VSOCK)
        .map(scenario -> dynamicTest(scenario.id(), () -> {
          final Seen seen =
              Schedules.randomWalk(new Cell(scenario, new Upstream()), Schedules.count(300));
          assertThat(seen.total()).isPositive();
          assertThat(seen.outcomes())
              .as("%s", seen)
              .isSubsetOf(COMPLETED, HUNG_RELEASED, HUNG_SILENT, worst(scenario))
              .doesNotContain(VhostOutcome.DEADLOCK);
          assertThat(seen.verdicts())
              .allSatisfy(verdict -> assertThat(verdict.evidence().cycle()).isEmpty());
        }));
  }
}
