package org.killpath.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.truth.GroundTruth;
import org.killpath.lab.truth.Measurement;
import org.killpath.lab.vhost.device.vsock.Packet;
import org.killpath.lab.vhost.device.vsock.VsockDevice;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;

/**
 * C and E2 by each kind of kill, and C with either virtqueue held: as the notes of the cells say.
 */
class KillVariantsTest {
  private static final int SCHEDULES = 60;

  private static Stream<Arguments> killsAndVirtqueues() {
    return Stream.of(Kill.values())
        .flatMap(
            kill -> Stream.of(VsockDevice.RX, VsockDevice.TX).map(vq -> Arguments.of(kill, vq)));
  }

  private static Seen run(
      String id, String other, boolean packet, Consumer<Scene<VsockDevice>> script) {
    final Scenario scenario =
        Scenario.vsock(id, Form.STAGED, "a variant", new Actors("killer", other), packet, script);
    final Seen seen = Schedules.randomWalk(new Cell(scenario, new Upstream()), SCHEDULES);
    assertThat(seen.missed()).isZero();
    return seen;
  }

  private static void agreesWithTheCell(String id, Seen seen) {
    final Measurement measured = GroundTruth.load().find(id, "upstream").orElseThrow();
    for (Verdict verdict : seen.verdicts()) {
      assertThat(measured.disagreements(verdict)).as(verdict.summary()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("killsAndVirtqueues")
  void anOutsiderThatSleepsUnderVqMutexHoldsTheHandlerUp(Kill kill, int vq) {
    final Seen seen = run("C", "holder", true, scene -> {
      final UserPage page = scene.page("user page", Backing.USERFAULTFD);
      final VringRequest request =
          new VringRequest(Command.SET_CALL, vq, scene.presentPage(), page);
      final Task holder = scene.user(
          "holder",
          Membership.OUTSIDE,
          current -> scene.systemCall(current, task -> scene.device().ioctl(task, request)));
      scene.other("killer", current -> {
        scene.untilBlocked(current, holder, page);
        scene.ownerGroup().kill(current, kill);
      });
    });
    agreesWithTheCell("C", seen);
    assertThat(seen.verdicts().get(0).summary())
        .contains("vhost_worker_killed() on vq[" + vq + "].mutex");
  }

  @ParameterizedTest
  @EnumSource(Kill.class)
  void theFaultInTheDrainSpinsAfterKillAndSleepsAfterTheOthers(Kill kill) {
    final Seen seen = run("E2", "host", false, scene -> {
      final UserPage page = scene.page("user page", Backing.USERFAULTFD);
      scene.buffers(VsockDevice.RX, page);
      final Task host = scene.other("host", current -> {
        for (int packet : List.of(1, 2)) {
          if (packet == 2) {
            untilWorkerFaults(scene, current, page);
          }
          scene.device().vhostTransportSendPkt(current, Packet.fromHost());
        }
      });
      scene.other("killer", current -> {
        scene.until(current, "the packets are queued", host::isExited);
        untilWorkerFaults(scene, current, page);
        scene.ownerGroup().kill(current, kill);
      });
    });
    agreesWithTheCell("E2", seen);
    for (Verdict verdict : seen.verdicts()) {
      assertThat(verdict.stuck().orElseThrow().state().shown())
          .isEqualTo(kill.staysShared() ? 'R' : 'S');
    }
  }

  private static void untilWorkerFaults(Scene<VsockDevice> scene, Task current, UserPage page) {
    scene.until(
        current,
        "the worker faults",
        () -> scene.worker().filter(worker -> worker.isBlockedOn(page)).isPresent());
  }
}
