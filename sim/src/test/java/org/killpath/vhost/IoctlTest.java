package org.killpath.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.design.Upstream;
import org.killpath.kernel.Mm;
import org.killpath.kernel.Task;
import org.killpath.kernel.TaskGroup.Kill;
import org.killpath.kernel.TinyWorld;
import org.killpath.kernel.UserPage;
import org.killpath.kernel.UserPage.Backing;
import org.killpath.vhost.VhostIoctl.DevCommand;
import org.killpath.vhost.VhostIoctl.IotlbMessage;
import org.killpath.vhost.VringRequest.Command;
import org.killpath.vhost.VsockRig.Memory;
import org.killpath.vhost.device.VsockDevice;

/** The ioctls and messages of vhost-vsock: what they lock, copy and wait for, in which order. */
class IoctlTest {
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

  /** A system call and what it did. */
  private record Call(Task task, AtomicReference<Long> result, List<String> steps) {}

  private static Call call(VsockRig rig, ToLongFunction<Task> ioctl) {
    final AtomicReference<Long> result = new AtomicReference<>();
    final Task task = rig.outside("caller", current -> result.set(ioctl.applyAsLong(current)));
    rig.world().settle();
    final String worker = "task[" + rig.workerTask().pid() + "]";
    final List<String> steps = rig.world().traceOf("caller").stream()
        .map(step -> step.substring("caller ".length()).replace(worker, "the worker"))
        .toList();
    return new Call(task, result, steps.subList(1, steps.size()));
  }

  private static UserPage page(VsockRig rig, String label, Backing backing) {
    return new UserPage(rig.world().kernel(), label, backing);
  }

  private static VringRequest request(VsockRig rig, Command command) {
    return new VringRequest(
        command,
        VsockDevice.RX,
        page(rig, "first word", Backing.PRESENT),
        page(rig, "second word", Backing.PRESENT));
  }

  private static List<String> steps(Object... parts) {
    return java.util.Arrays.stream(parts)
        .flatMap(
            part -> part instanceof List<?> list ? list.stream() : java.util.stream.Stream.of(part))
        .map(Object::toString)
        .toList();
  }

  // --- device ioctls

  @Test
  void aDeviceIoctlFlushesUnderDevMutexEvenIfItWasRefused() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Call call = call(rig, current -> rig.device().ioctl(current, DevCommand.SET_OWNER));
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
      final Call call = call(rig, current -> rig.device().ioctl(current, command));
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
  @EnumSource(DevCommand.class)
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
      final VringRequest request = request(rig, Command.SET_CALL);
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

  // --- vring ioctls

  @ParameterizedTest
  @EnumSource(
      value = Command.class,
      names = {"SET_CALL", "SET_ERR", "SET_ADDR", "GET_BASE"})
  void aVringIoctlReadsItsFirstWordUnderDevMutexAndCopiesUnderBoth(Command command) {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VringRequest request = request(rig, command);
      final Call call = call(rig, current -> rig.device().ioctl(current, request));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "reads dev.mm",
              "copies to or from first word",
              "locks vq[0].mutex",
              "copies to or from second word",
              "unlocks vq[0].mutex",
              "unlocks dev.mutex");
    });
  }

  @ParameterizedTest
  @EnumSource(
      value = Command.class,
      names = {"SET_NUM", "SET_BASE"})
  void theSizeAndBaseOfARunningRingAreBusyAndNothingIsCopied(Command command) {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VringRequest request = request(rig, command);
      final Call call = call(rig, current -> rig.device().ioctl(current, request));
      assertThat(call.result()).hasValue(Errno.EBUSY);
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "reads dev.mm",
              "copies to or from first word",
              "locks vq[0].mutex",
              "reads vq[0].private_data",
              "unlocks vq[0].mutex",
              "unlocks dev.mutex");
    });
  }

  @ParameterizedTest
  @EnumSource(
      value = Command.class,
      names = {"SET_NUM", "SET_BASE"})
  void ofAStoppedRingTheyAreCopiedUnderVqMutex(Command command) {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.outside("stopper", current -> rig.device().setRunning(current, false));
      world.settle();
      final VringRequest request = request(rig, command);
      final Call call = call(rig, current -> rig.device().ioctl(current, request));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps()).contains("copies to or from second word");
    });
  }

  @Test
  void onlyAnOldKickThatIsReplacedIsFlushedStillUnderDevMutex() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VringRequest request = request(rig, Command.SET_KICK);
      final Call first = call(rig, current -> rig.device().ioctl(current, request));
      assertThat(first.steps()).doesNotContain("waits for flush completion");
      world.forgetTrace();
      final Call second = call(rig, current -> rig.device().ioctl(current, request));
      assertThat(second.result()).hasValue(0L);
      assertThat(second.steps())
          .containsSubsequence(
              "locks vq[0].mutex",
              "copies to or from second word",
              "unlocks vq[0].mutex",
              "waits for flush completion",
              "unlocks dev.mutex");
    });
  }

  @Test
  void whoFaultsOnTheFirstWordHoldsDevMutexOnlyAndOnTheSecondVqMutexToo() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final UserPage slow = page(rig, "slow", Backing.USERFAULTFD);
      final UserPage there = page(rig, "there", Backing.PRESENT);
      final VringRequest first = new VringRequest(Command.SET_CALL, 1, slow, there);
      final Call onFirst = call(rig, current -> rig.device().ioctl(current, first));
      assertThat(onFirst.task().heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("dev.mutex");
      rig.serve(slow);
      final UserPage slower = page(rig, "slower", Backing.USERFAULTFD);
      final VringRequest second = new VringRequest(Command.SET_CALL, 1, there, slower);
      final Call onSecond = call(rig, current -> rig.device().ioctl(current, second));
      assertThat(onSecond.task().heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("dev.mutex", "vq[1].mutex");
      rig.serve(slower);
      assertThat(onSecond.result()).hasValue(0L);
    });
  }

  @Test
  void aFaultThatIsBrokenByAFatalSignalReleasesEverything() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final UserPage slow = page(rig, "slow", Backing.USERFAULTFD);
      final VringRequest request =
          new VringRequest(Command.SET_CALL, 0, page(rig, "there", Backing.PRESENT), slow);
      final Call call = call(rig, current -> rig.device().ioctl(current, request));
      world.task("killer", current -> call.task().group().kill(current, Kill.KILL));
      world.settle();
      assertThat(call.result()).hasValue(Errno.EFAULT);
      assertThat(call.task().heldLocks()).isEmpty();
      assertThat(rig.dev().mutex().owner()).isEmpty();
      assertThat(rig.device().rx().mutex().owner()).isEmpty();
    });
  }

  // --- IOTLB messages

  @Test
  void anIotlbMessageLocksAllVirtqueuesAndQueuesItsMissesUnderAllOfThem() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Call call = call(rig, current -> rig.device().iotlb(current, IotlbMessage.UPDATE, 1));
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "locks vq[0].mutex",
              "locks vq[1].mutex",
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

  @Test
  void anInvalidationQueuesNothingAndAsksNobodyWhoIsTheOwner() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Call call =
          call(rig, current -> rig.device().iotlb(current, IotlbMessage.INVALIDATE, 3));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "locks vq[0].mutex",
              "locks vq[1].mutex",
              "unlocks vq[0].mutex",
              "unlocks vq[1].mutex",
              "unlocks dev.mutex");
    });
  }

  // --- start and stop

  @Test
  void startTakesEachVirtqueueInTurnAndQueuesTheSendWorkLast() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.outside("stopper", current -> rig.device().setRunning(current, false));
      world.settle();
      assertThat(world.traceOf("stopper").subList(1, 10))
          .containsExactly(
              "stopper locks dev.mutex",
              "stopper reads dev.mm",
              "stopper locks vq[0].mutex",
              "stopper writes vq[0].private_data",
              "stopper unlocks vq[0].mutex",
              "stopper locks vq[1].mutex",
              "stopper writes vq[1].private_data",
              "stopper unlocks vq[1].mutex",
              "stopper unlocks dev.mutex");
      final Call call = call(rig, current -> rig.device().setRunning(current, true));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "reads dev.mm",
              "locks vq[0].mutex",
              "reads vq[0].private_data",
              "writes vq[0].private_data",
              "copies to or from rx ring",
              "copies to or from rx ring",
              "unlocks vq[0].mutex",
              "locks vq[1].mutex",
              "reads vq[1].private_data",
              "writes vq[1].private_data",
              "copies to or from tx ring",
              "copies to or from tx ring",
              "unlocks vq[1].mutex",
              "enters a reader of rcu",
              "reads vq[0].worker",
              "tests and sets send_pkt_work.queued",
              "adds to worker[0].work_list",
              "wakes the worker",
              "leaves a reader of rcu",
              "unlocks dev.mutex");
    });
  }

  @Test
  void aStartThatFaultsTakesEverythingBackOneVirtqueueAtATime() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = new VsockRig(
          world,
          new Upstream(),
          new Memory(Backing.PRESENT, Backing.PRESENT, Backing.USERFAULTFD, Backing.PRESENT));
      rig.inGroup("owner", rig.device()::setOwner);
      world.settle();
      world.forgetTrace();
      final Call call = call(rig, current -> rig.device().setRunning(current, true));
      world.task("killer", current -> call.task().group().kill(current, Kill.KILL));
      world.settle();
      assertThat(call.result()).hasValue(Errno.EFAULT);
      assertThat(world.traceOf("caller"))
          .endsWith(
              "caller faults on tx ring",
              "caller writes vq[1].private_data",
              "caller unlocks vq[1].mutex",
              "caller locks vq[0].mutex",
              "caller writes vq[0].private_data",
              "caller unlocks vq[0].mutex",
              "caller locks vq[1].mutex",
              "caller writes vq[1].private_data",
              "caller unlocks vq[1].mutex",
              "caller unlocks dev.mutex");
      assertThat(world.traceOf("caller")).doesNotContain("caller enters a reader of rcu");
    });
  }

  @Test
  void aStrangerCanNeitherStartNorStop() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final AtomicReference<Long> start = new AtomicReference<>();
      final AtomicReference<Long> stop = new AtomicReference<>();
      world.task("stranger", current -> {
        start.set(rig.device().setRunning(current, true));
        stop.set(rig.device().setRunning(current, false));
      });
      world.settle();
      assertThat(start).hasValue(Errno.EPERM);
      assertThat(stop).hasValue(Errno.EPERM);
      assertThat(rig.device().rx().privateData().peek()).isTrue();
    });
  }
}
