package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.ioctl.DevRequest;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.uapi.Errno;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;

/** Whoever sleeps where an ioctl copies its argument: what it holds, and who waits for it. */
class ArgumentCopiesTest {
  private static final int VQ = ScsiDevice.EVT;

  /** Makes an ioctl whose argument, or the rest of it, lies on a page. */
  @FunctionalInterface
  private interface Made {
    long on(DeviceRig<ScsiDevice> rig, Task current, UserPage page);
  }

  /** An ioctl by its name, and the mutexes that are held where it copies. */
  private record Ioctl(String name, List<String> held, Made made) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<String> NONE = List.of();
  private static final List<String> DEV = List.of("dev.mutex");
  private static final List<String> BOTH = List.of("dev.mutex", "vq[" + VQ + "].mutex");

  private static Ioctl device(DevCommand command) {
    return new Ioctl(
        command.name(),
        DEV,
        (rig, current, page) ->
            rig.device().ioctl(current, new DevRequest(command, Optional.of(page))));
  }

  private static Ioctl vring(Command command) {
    return new Ioctl(
        command.name(),
        BOTH,
        (rig, current, page) ->
            rig.device().ioctl(current, new VringRequest(command, VQ, rig.buffers(VQ), page)));
  }

  private static Stream<Ioctl> ownersIoctls() {
    return Stream.of(
        device(DevCommand.SET_MEM_TABLE),
        device(DevCommand.SET_LOG_BASE),
        device(DevCommand.SET_LOG_FD),
        new Ioctl(
            "NEW_WORKER",
            DEV,
            (rig, current, page) ->
                rig.device().workerIoctls().newWorker(current, Optional.of(page))),
        new Ioctl(
            "FREE_WORKER",
            DEV,
            (rig, current, page) ->
                rig.device().workerIoctls().freeWorker(current, 0, Optional.of(page))),
        new Ioctl(
            "ATTACH_VRING_WORKER",
            DEV,
            (rig, current, page) ->
                rig.device().workerIoctls().attachVringWorker(current, VQ, 0, Optional.of(page))),
        new Ioctl(
            "GET_VRING_WORKER",
            DEV,
            (rig, current, page) ->
                rig.device().workerIoctls().getVringWorker(current, VQ, Optional.of(page))),
        vring(Command.SET_ADDR),
        vring(Command.SET_KICK),
        vring(Command.SET_CALL),
        vring(Command.SET_ERR),
        vring(Command.GET_BASE),
        vring(Command.SET_BUSYLOOP_TIMEOUT),
        vring(Command.GET_BUSYLOOP_TIMEOUT));
  }

  /** Those that ask nobody whether it is the owner. */
  private static Stream<Ioctl> anybodysIoctls() {
    return Stream.of(
        device(DevCommand.GET_FORK_FROM_OWNER),
        new Ioctl(
            "SET_EVENTS_MISSED",
            NONE,
            (rig, current, page) -> rig.device().setEventsMissed(current, true, Optional.of(page))),
        new Ioctl(
            "GET_EVENTS_MISSED",
            NONE,
            (rig, current, page) -> rig.device().getEventsMissed(current, Optional.of(page))));
  }

  private static Stream<Ioctl> ioctls() {
    return Stream.concat(ownersIoctls(), anybodysIoctls());
  }

  private static DeviceRig<ScsiDevice> rig(TinyWorld world) {
    return DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
  }

  private static UserPage missing(TinyWorld world) {
    return new UserPage(world.kernel(), "argument", Backing.USERFAULTFD);
  }

  private static List<String> held(Task task) {
    return task.heldLocks().stream().map(held -> held.lock().name()).toList();
  }

  private static List<String> held(DeviceRig<ScsiDevice> rig, Task waiter) {
    assertThat(waiter.state()).isEqualTo(TaskState.D);
    assertThat(rig.device().dev().mutex()).isSameAs(waiter.pendingOn());
    return held(waiter);
  }

  @ParameterizedTest
  @MethodSource("ioctls")
  void whoSleepsInACopyHoldsWhatTheKernelHoldsThere(Ioctl ioctl) {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      final UserPage page = missing(world);
      final AtomicLong result = new AtomicLong(Long.MIN_VALUE);
      final Task caller =
          rig.outside("caller", current -> result.set(ioctl.made().on(rig, current, page)));
      assertThat(caller.isBlockedOn(page)).isTrue();
      assertThat(held(caller)).isEqualTo(ioctl.held());
      final Task next = rig.outside(
          "next", current -> rig.device().workerIoctls().freeWorker(current, 9, Optional.empty()));
      if (ioctl.held().isEmpty()) {
        assertThat(next.isExited()).isTrue();
      } else {
        assertThat(held(rig, next)).isEmpty();
      }
      rig.serve(page);
      assertThat(next.isExited()).isTrue();
      assertThat(caller.heldLocks()).isEmpty();
      assertThat(result.get()).isNotEqualTo(Errno.EFAULT);
    });
  }

  @ParameterizedTest
  @MethodSource("ioctls")
  void whoIsKilledThereGivesEverythingBack(Ioctl ioctl) {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      final UserPage page = missing(world);
      final AtomicLong result = new AtomicLong();
      rig.inGroup("caller", current -> result.set(ioctl.made().on(rig, current, page)));
      rig.kill();
      assertThat(result).hasValue(Errno.EFAULT);
      assertThat(rig.device().dev().mutex().owner()).isEmpty();
      assertThat(rig.device().vq(VQ).vq().mutex().owner()).isEmpty();
    });
  }

  @ParameterizedTest
  @MethodSource("ownersIoctls")
  void aStrangerCopiesNothing(Ioctl ioctl) {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      final UserPage page = missing(world);
      final AtomicLong result = new AtomicLong();
      rig.other("stranger", current -> result.set(ioctl.made().on(rig, current, page)));
      assertThat(result).hasValue(Errno.EPERM);
    });
  }

  @ParameterizedTest
  @MethodSource("anybodysIoctls")
  void butSleepsWhereNobodyAsksForTheOwner(Ioctl ioctl) {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      final UserPage page = missing(world);
      final Task stranger = rig.other("stranger", current -> ioctl.made().on(rig, current, page));
      assertThat(stranger.isBlockedOn(page)).isTrue();
      assertThat(held(stranger)).isEqualTo(ioctl.held());
    });
  }

  @Test
  void whoseChildWorkersAreIsNotSaidAnyMoreOnceThereIsAnOwner() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      final AtomicLong result = new AtomicLong();
      final DevRequest request =
          new DevRequest(DevCommand.SET_FORK_FROM_OWNER, Optional.of(missing(world)));
      rig.other("stranger", current -> result.set(rig.device().ioctl(current, request)));
      assertThat(result).hasValue(Errno.EBUSY);
    });
  }

  @ParameterizedTest
  @EnumSource(
      value = Command.class,
      names = {"SET_ENDIAN", "GET_ENDIAN", "UNKNOWN"})
  void whatIsNotKnownIsRefusedUnderVqMutexAndCopiesNoMoreThanTheFirstWord(Command command) {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      final UserPage page = missing(world);
      final AtomicLong result = new AtomicLong();
      rig.outside("caller", current -> result.set(vring(command).made().on(rig, current, page)));
      assertThat(result).hasValue(Errno.ENOTTY);
      assertThat(rig.stepsOf("caller"))
          .containsExactly(
              "locks dev.mutex",
              "reads dev.mm",
              "copies to or from buffers",
              "locks vq[" + VQ + "].mutex",
              "unlocks vq[" + VQ + "].mutex",
              "unlocks dev.mutex");
    });
  }

  @Test
  void aWorkerWhoseIdCannotBeCopiedOutIsThereAllTheSame() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      final UserPage page = missing(world);
      final Task maker = rig.outside("maker", current -> {
        rig.device().workerIoctls().newWorker(current, Optional.of(page));
      });
      final Task second = rig.device().everyWorker().get(1).thread().task();
      assertThat(second.group()).isSameAs(maker.group());
      rig.kill();
      assertThat(rig.worker().isExited()).isTrue();
      assertThat(maker.isBlockedOn(page)).isTrue();
      assertThat(second.isExited()).isFalse();
    });
  }

  @Test
  void aVirtqueueWhoseWorkerWasKilledHasNone() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      final AtomicLong result = new AtomicLong();
      rig.outside(
          "asker",
          current -> result.set(
              rig.device().workerIoctls().getVringWorker(current, VQ, Optional.empty())));
      assertThat(result).hasValue(0);
      rig.kill();
      rig.outside(
          "asker",
          current -> result.set(
              rig.device().workerIoctls().getVringWorker(current, VQ, Optional.empty())));
      assertThat(result).hasValue(Errno.EINVAL);
    });
  }
}
