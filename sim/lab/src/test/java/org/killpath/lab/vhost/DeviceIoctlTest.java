package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.vhost.Iotlb.Range;
import org.killpath.lab.vhost.ioctl.IotlbMessage;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.uapi.Errno;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;

/** The ioctls that flush under dev.mutex, and IOTLB messages. */
class DeviceIoctlTest {
  private static final DesignSpace SPACE = DesignSpace.all();

  /** What a flush of the device does when it has one worker, which is idle. */
  private static final List<String> FLUSH = List.of(
      "reads dev.worker_xa",
      "locks worker.mutex",
      "reads worker.attachment_cnt",
      "reads worker.killed",
      "tests and sets flush.queued",
      "adds to worker[0].work_list",
      "wakes the worker",
      "unlocks worker.mutex",
      "waits for flush completion",
      "locks worker.mutex",
      "unlocks worker.mutex",
      "reads dev.worker_xa");

  @Test
  void aDeviceIoctlFlushesUnderDevMutexEvenIfItWasRefused() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Call call = Call.of(rig, current -> rig.device().ioctl(current, DevCommand.SET_OWNER));
      assertThat(call.result()).hasValue(Errno.EBUSY);
      assertThat(call.steps())
          .isEqualTo(steps("locks dev.mutex", "reads dev.mm", FLUSH, "unlocks dev.mutex"));
    });
  }

  @ParameterizedTest
  @EnumSource(
      value = DevCommand.class,
      names = {"SET_MEM_TABLE", "SET_LOG_BASE", "SET_LOG_FD"})
  void aChangeOfMemoryOrLogLocksEachVirtqueueInTurnBeforeTheFlush(DevCommand command) {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Call call = Call.of(rig, current -> rig.device().ioctl(current, command));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps())
          .isEqualTo(steps(
              "locks dev.mutex",
              "reads dev.mm",
              "locks vq[0].mutex",
              "unlocks vq[0].mutex",
              "locks vq[1].mutex",
              "unlocks vq[1].mutex",
              FLUSH,
              "unlocks dev.mutex"));
    });
  }

  @ParameterizedTest
  @EnumSource(
      value = DevCommand.class,
      names = {"SET_OWNER", "SET_MEM_TABLE", "SET_LOG_BASE", "SET_LOG_FD", "REFUSED"})
  void whoIsNotTheOwnerIsRefusedAndFlushesAllTheSame(DevCommand command) {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final AtomicReference<Long> result = new AtomicReference<>();
      world.thread(
          "stranger",
          world.kernel().newGroup(new Mm("another")),
          current -> result.set(rig.device().ioctl(current, command)));
      world.settle();
      assertThat(result).hasValue(command == DevCommand.SET_OWNER ? Errno.EBUSY : Errno.EPERM);
      assertThat(world.traceOf("stranger"))
          .contains("stranger waits for flush completion")
          .doesNotContain("stranger locks vq[0].mutex");
    });
  }

  @Test
  void aStrangersVringIoctlIsRefusedAndFlushesUnderDevMutex() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final AtomicReference<Long> result = new AtomicReference<>();
      final VringRequest request = Call.request(rig, Command.SET_CALL);
      world.thread(
          "stranger",
          world.kernel().newGroup(new Mm("another")),
          current -> result.set(rig.device().ioctl(current, request)));
      world.settle();
      assertThat(result).hasValue(Errno.EPERM);
      assertThat(world.traceOf("stranger"))
          .containsSubsequence(
              "stranger locks dev.mutex",
              "stranger waits for flush completion",
              "stranger unlocks dev.mutex")
          .doesNotContain("stranger copies to or from first word");
    });
  }

  @Test
  void anIotlbMessageLocksAllVirtqueuesAndQueuesItsMissesUnderAllOfThem() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      Call.of(rig, current -> rig.device().setFeatures(current, true));
      world.forgetTrace();
      final Call call =
          Call.of(rig, current -> rig.device().iotlb(current, IotlbMessage.update(Range.GUEST, 1)));
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "locks vq[0].mutex",
              "locks vq[1].mutex",
              "writes dev.iotlb",
              "enters a reader of rcu",
              "reads vq[0].worker",
              "tests and sets handle_rx_kick.queued",
              "adds to worker[0].work_list",
              "wakes the worker",
              "leaves a reader of rcu",
              "unlocks vq[0].mutex",
              "unlocks vq[1].mutex",
              "unlocks dev.mutex");
    });
  }

  static Stream<Design> versions() {
    return Stream.of(new Upstream(), SPACE.parse("features-lock-all"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void featuresWithoutAnIotlbAreToldToEachVirtqueueInTurnInEveryVersion(Design design) {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, design);
      final Call call = Call.of(rig, current -> rig.device().setFeatures(current, false));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "locks vq[0].mutex",
              "unlocks vq[0].mutex",
              "locks vq[1].mutex",
              "unlocks vq[1].mutex",
              "unlocks dev.mutex");
    });
  }

  @Test
  void from612114OnTheyTakeAnIotlbAwayWithAllVirtqueuesLocked() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, SPACE.parse("features-lock-all"));
      Call.of(rig, current -> rig.device().setFeatures(current, true));
      world.forgetTrace();
      final Call call = Call.of(rig, current -> rig.device().setFeatures(current, false));
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "locks vq[0].mutex",
              "locks vq[1].mutex",
              "unlocks vq[0].mutex",
              "unlocks vq[1].mutex",
              "frees dev.iotlb",
              "locks vq[0].mutex",
              "unlocks vq[0].mutex",
              "locks vq[1].mutex",
              "unlocks vq[1].mutex",
              "unlocks dev.mutex");
      world.forgetTrace();
      final Call message = Call.of(
          rig, current -> rig.device().iotlb(current, IotlbMessage.invalidate(Range.GUEST)));
      assertThat(message.result()).hasValue(Errno.EFAULT);
    });
  }

  @Test
  void aRingThatWasForgottenIsHandledAgainOnceItsAddressIsSaid() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, SPACE.parse("features-lock-all"));
      Call.of(rig, current -> rig.device().setFeatures(current, true));
      Call.of(rig, current -> rig.device().iotlb(current, IotlbMessage.update(Range.GUEST, 0)));
      final ToLongFunction<Task> send = current -> {
        rig.device().arrive(current);
        return 0;
      };
      Call.of(rig, send);
      assertThat(rig.device().queuedPackets()).isEqualTo(1);
      final VringRequest address = Call.request(rig, Command.SET_ADDR);
      Call.of(rig, current -> rig.device().ioctl(current, address));
      Call.of(rig, send);
      assertThat(rig.device().queuedPackets()).isZero();
    });
  }

  @Test
  void vsockKnowsNoResetOfTheOwnerButTakesTheLocksOfAVringIoctl() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Call call = Call.of(rig, rig.device()::resetOwner);
      assertThat(call.result()).hasValue(Errno.ENOTTY);
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "reads dev.mm",
              "locks vq[0].mutex",
              "unlocks vq[0].mutex",
              "unlocks dev.mutex");
    });
  }

  @Test
  void theNextVersionResetsTheOwnerUnderDevMutexAndEndsTheWorker() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, SPACE.parse("next"));
      final Task worker = rig.workerTask();
      final Call call = Call.of(rig, rig.device()::resetOwner);
      assertThat(call.result()).hasValue(0L);
      assertThat(worker.isExited()).isTrue();
      assertThat(call.steps())
          .containsSubsequence(
              "locks dev.mutex",
              "writes vq[0].private_data",
              "writes vq[1].private_data",
              "waits for flush completion",
              "writes vq[0].worker",
              "begins a grace period of rcu",
              "writes dev.mm",
              "unlocks dev.mutex");
      assertThat(Call.of(rig, rig.device()::setOwner).result()).hasValue(0L);
    });
  }

  @Test
  void anInvalidationQueuesNothingAndAsksNobodyWhoIsTheOwner() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      Call.of(rig, current -> rig.device().setFeatures(current, true));
      world.forgetTrace();
      final Call call = Call.of(
          rig, current -> rig.device().iotlb(current, IotlbMessage.invalidate(Range.GUEST)));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "locks vq[0].mutex",
              "locks vq[1].mutex",
              "writes dev.iotlb",
              "unlocks vq[0].mutex",
              "unlocks vq[1].mutex",
              "unlocks dev.mutex");
    });
  }

  @Test
  void anIotlbMessageToADeviceWithoutIotlbFails() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Call call =
          Call.of(rig, current -> rig.device().iotlb(current, IotlbMessage.update(Range.WHOLE, 1)));
      assertThat(call.result()).hasValue(Errno.EFAULT);
    });
  }

  private static List<String> steps(Object... parts) {
    return java.util.Arrays.stream(parts)
        .flatMap(
            part -> part instanceof List<?> list ? list.stream() : java.util.stream.Stream.of(part))
        .map(Object::toString)
        .toList();
  }
}
