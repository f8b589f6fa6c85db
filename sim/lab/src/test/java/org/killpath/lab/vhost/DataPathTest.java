package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.vhost.VsockRig.Memory;
import org.killpath.lab.vhost.device.vsock.Packet;
import org.killpath.lab.vhost.device.vsock.VsockDevice;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;

/** The handlers of vhost-vsock's two virtqueues. */
class DataPathTest {
  private static VsockRig rxBuffers(TinyWorld world, Backing backing) {
    return VsockRig.started(world, new Upstream(), Memory.rxBuffers(backing));
  }

  private static List<String> ofTheWorker(TinyWorld world, String resource) {
    return world.traceOf("worker").stream()
        .filter(step -> step.contains(resource))
        .toList();
  }

  // --- to the guest

  @Test
  void theWorkerFaultsInDoSendPktWithVqMutexHeld() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = rxBuffers(world, Backing.USERFAULTFD);
      rig.packet();
      final Task worker = rig.workerTask();
      assertThat(worker.state()).isEqualTo(TaskState.S);
      assertThat(worker.function()).map(CFunction::name).contains("vhost_transport_do_send_pkt");
      assertThat(worker.heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("vq[0].mutex");
    });
  }

  @Test
  void aFaultFreesThePacketAndLeavesTheOthersForTheNextItem() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = rxBuffers(world, Backing.USERFAULTFD);
      world.task("host", current -> {
        for (int i = 0; i < 3; i++) {
          rig.device().vhostTransportSendPkt(current, Packet.fromHost());
        }
      });
      world.settle();
      assertThat(rig.device().queuedPackets()).as("one is under way").isEqualTo(2);
      rig.kill(Kill.TGKILL);
      // The three sends set QUEUED once, so that no item is left; the two packets stay.
      assertThat(rig.workerTask().isExited()).isTrue();
      assertThat(rig.device().queuedPackets()).isEqualTo(2);
    });
  }

  @Test
  void aRingThatCannotBeReadPutsThePacketBack() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = new VsockRig(
          world,
          new Upstream(),
          new Memory(Backing.USERFAULTFD, Backing.PRESENT, Backing.PRESENT, Backing.PRESENT));
      rig.inGroup("owner", current -> {
        rig.device().setOwner(current);
        current.pause();
      });
      world.settle();
      world.task("starter", current -> rig.device().rx().privateData().set(current, true));
      rig.packet();
      assertThat(rig.workerTask().isBlockedOn(rig.rxMemory().ring().available()))
          .isTrue();
      rig.kill(Kill.KILL);
      assertThat(rig.workerTask().isExited()).isTrue();
      assertThat(rig.device().queuedPackets()).isEqualTo(1);
    });
  }

  @Test
  void from73OnTheHostIsRefusedWhereTheRxQueueIsStopped() {
    TinyWorld.inOrder(world -> {
      final Design design = DesignSpace.all().parse("send-needs-backend");
      final VsockRig rig = VsockRig.started(world, design);
      rig.outside("stopper", current -> rig.device().setRunning(current, false));
      world.settle();
      final AtomicBoolean taken = new AtomicBoolean(true);
      world.task(
          "host",
          current -> taken.set(rig.device().vhostTransportSendPkt(current, new Packet(1, false))));
      world.settle();
      assertThat(taken).isFalse();
      assertThat(rig.device().queuedPackets()).isZero();
      assertThat(ofTheWorker(world, "vq[0]")).isEmpty();
    });
  }

  @Test
  void aPacketInPartsFillsOneBufferAfterTheOther() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      world.task(
          "host", current -> rig.device().vhostTransportSendPkt(current, new Packet(3, false)));
      world.settle();
      assertThat(rig.device().queuedPackets()).isZero();
      assertThat(ofTheWorker(world, "rx buffers")).hasSize(6);
    });
  }

  @Test
  void aStoppedVirtqueueSendsNothing() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.outside("stopper", current -> rig.device().setRunning(current, false));
      world.settle();
      rig.packet();
      assertThat(rig.device().queuedPackets()).isEqualTo(1);
      assertThat(ofTheWorker(world, "vq[0]"))
          .containsExactly(
              "worker locks vq[0].mutex",
              "worker reads vq[0].private_data",
              "worker unlocks vq[0].mutex");
      rig.outside("starter", current -> rig.device().setRunning(current, true));
      world.settle();
      assertThat(rig.device().queuedPackets()).isZero();
    });
  }

  @Test
  void afterItsWeightTheHandlerQueuesItselfAndLetsOthersRun() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = rxBuffers(world, Backing.USERFAULTFD);
      world.task("host", current -> {
        for (int i = 0; i < 300; i++) {
          rig.device().vhostTransportSendPkt(current, Packet.fromHost());
        }
      });
      world.settle();
      world.forgetTrace();
      rig.serve(rig.rxMemory().buffers());
      assertThat(rig.device().queuedPackets()).isZero();
      assertThat(ofTheWorker(world, "handle_rx_kick.queued"))
          .containsExactly(
              "worker tests and sets handle_rx_kick.queued", "worker clears handle_rx_kick.queued");
    });
  }

  @Test
  void hostPacketsThatComeWhileTheWorkerRunsAreNeverForgotten() {
    TinyWorld.randomly(300, DataPathTest::twoHosts);
    TinyWorld.freely(200, DataPathTest::twoHosts);
  }

  private static void twoHosts(TinyWorld world) {
    final VsockRig rig = VsockRig.started(world, new Upstream());
    for (int host = 0; host < 2; host++) {
      world.task("host" + host, current -> {
        rig.device().vhostTransportSendPkt(current, Packet.fromHost());
        rig.device().vhostTransportSendPkt(current, Packet.fromHost());
      });
    }
    world.settle();
    assertThat(rig.device().queuedPackets()).isZero();
    assertThat(rig.workerTask().state()).isEqualTo(TaskState.S);
  }

  // --- replies

  @Test
  void repliesThatManyHostsSendAtOnceAreAllCounted() {
    TinyWorld.randomly(300, DataPathTest::replies);
    TinyWorld.freely(200, DataPathTest::replies);
  }

  private static void replies(TinyWorld world) {
    final VsockRig rig = VsockRig.started(world, new Upstream());
    for (int host = 0; host < 3; host++) {
      world.task(
          "host" + host,
          current -> rig.device().vhostTransportSendPkt(current, new Packet(1, true)));
    }
    world.settle();
    assertThat(rig.device().queuedReplies()).isZero();
    assertThat(rig.device().queuedPackets()).isZero();
  }

  // --- from the guest

  private static void guest(VsockRig rig, int packets) {
    rig.world().task("guest", current -> {
      for (int i = 0; i < packets; i++) {
        rig.device().guestKick(current, Packet.fromHost());
      }
    });
    rig.world().settle();
  }

  /** The guest's kicks are heard from now on. */
  private static void setKick(VsockRig rig) {
    final UserPage argument = new UserPage(rig.world().kernel(), "argument", Backing.PRESENT);
    rig.outside(
        "owner2",
        current -> rig.device()
            .ioctl(
                current, new VringRequest(Command.SET_KICK, VsockDevice.TX, argument, argument)));
    rig.world().settle();
  }

  @Test
  void aKickRunsTheHandlerOnceThereIsAnEventfdAndUntilTheLastClose() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      guest(rig, 1);
      assertThat(ofTheWorker(world, "tx ring")).as("no eventfd yet").isEmpty();
      setKick(rig);
      assertThat(ofTheWorker(world, "takes all of tx ring"))
          .as("an eventfd that was kicked already wakes at once: one packet, then none")
          .hasSize(2);
      guest(rig, 1);
      assertThat(ofTheWorker(world, "takes all of tx ring")).hasSize(4);
      world.task("closer", rig.device()::release);
      world.settle();
      guest(rig, 1);
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }

  @Test
  void aFaultOnOneBufferOfTheGuestGoesOnWithTheNext() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(
          world,
          new Upstream(),
          new Memory(Backing.PRESENT, Backing.PRESENT, Backing.PRESENT, Backing.USERFAULTFD));
      setKick(rig);
      guest(rig, 3);
      assertThat(rig.workerTask().isBlockedOn(rig.txMemory().buffers())).isTrue();
      assertThat(rig.workerTask().function())
          .map(CFunction::name)
          .contains("vhost_vsock_handle_tx_kick");
      world.forgetTrace();
      rig.kill(Kill.TGKILL);
      // With the signal pending each copy fails at once, and the handler comes to the ring's end.
      assertThat(rig.workerTask().isExited()).isTrue();
      assertThat(ofTheWorker(world, "takes all of tx ring")).hasSize(3);
      assertThat(ofTheWorker(world, "tx buffers"))
          .containsExactly(
              "worker faults on tx buffers",
              "worker copies to or from tx buffers",
              "worker copies to or from tx buffers");
    });
  }

  // --- killable

  @Test
  void aKillableDataPathGivesUpOnAFatalSignalAndLeavesThePackets() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig =
          VsockRig.started(world, DesignSpace.all().named("killable-datapath").orElseThrow());
      final UserPage page = rig.hold(rig.device().rx().mutex());
      rig.packet();
      assertThat(rig.workerTask().state()).isEqualTo(TaskState.K);
      rig.kill(Kill.KILL);
      assertThat(rig.workerTask().isExited()).isTrue();
      assertThat(rig.device().queuedPackets()).isEqualTo(1);
      assertThat(page.isServed()).isFalse();
    });
  }
}
