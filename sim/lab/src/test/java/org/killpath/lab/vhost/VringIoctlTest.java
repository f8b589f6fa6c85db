package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.uapi.Errno;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;
import org.killpath.lab.vhost.uapi.VringRequest.Eventfd;

/** The vring ioctls: what they copy with which locks held. */
class VringIoctlTest {
  @ParameterizedTest
  @EnumSource(
      value = Command.class,
      names = {"SET_CALL", "SET_ERR", "SET_ADDR", "GET_BASE"})
  void aVringIoctlReadsItsFirstWordUnderDevMutexAndCopiesUnderBoth(Command command) {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VringRequest request = Call.request(rig, command);
      final Call call = Call.of(rig, current -> rig.device().ioctl(current, request));
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
      final VringRequest request = Call.request(rig, command);
      final Call call = Call.of(rig, current -> rig.device().ioctl(current, request));
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
      final VringRequest request = Call.request(rig, command);
      final Call call = Call.of(rig, current -> rig.device().ioctl(current, request));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps()).contains("copies to or from second word");
    });
  }

  @Test
  void onlyAnOldKickThatIsReplacedIsFlushedStillUnderDevMutex() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VringRequest request = Call.request(rig, Command.SET_KICK);
      final Call first = Call.of(rig, current -> rig.device().ioctl(current, request));
      assertThat(first.steps()).doesNotContain("waits for flush completion");
      world.forgetTrace();
      final Call second = Call.of(rig, current -> rig.device().ioctl(current, request));
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

  private static Call kick(VsockRig rig, Eventfd eventfd) {
    final VringRequest any = Call.request(rig, Command.SET_KICK);
    rig.world().forgetTrace();
    return Call.of(
        rig,
        current -> rig.device()
            .ioctl(
                current,
                new VringRequest(Command.SET_KICK, any.vq(), any.first(), any.second(), eventfd)));
  }

  @Test
  void theSameEventfdOnceMoreChangesNothingAndNobodyFlushes() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      kick(rig, Eventfd.SAME);
      assertThat(rig.device().rx().kick().peek()).isTrue();
      assertThat(kick(rig, Eventfd.SAME).steps())
          .containsExactly(
              "locks dev.mutex",
              "reads dev.mm",
              "copies to or from first word",
              "locks vq[0].mutex",
              "copies to or from second word",
              "reads vq[0].kick",
              "unlocks vq[0].mutex",
              "unlocks dev.mutex");
    });
  }

  @Test
  void anEventfdThatIsUnboundIsFlushedAndHeardNoMore() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      kick(rig, Eventfd.ANOTHER);
      assertThat(kick(rig, Eventfd.NONE).steps())
          .containsSubsequence(
              "reads vq[0].kick",
              "writes vq[0].kick",
              "unlocks vq[0].mutex",
              "waits for flush completion",
              "unlocks dev.mutex");
      assertThat(rig.device().rx().kick().peek()).isFalse();
      world.forgetTrace();
      world.task("guest", current -> rig.device().rx().guestKick(current));
      world.settle();
      assertThat(world.traceOf("guest")).noneMatch(step -> step.contains("adds to worker"));
      assertThat(kick(rig, Eventfd.NONE).steps()).doesNotContain("writes vq[0].kick");
    });
  }

  @Test
  void whoFaultsOnTheFirstWordHoldsDevMutexOnlyAndOnTheSecondVqMutexToo() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final UserPage slow = Call.page(rig, "slow", Backing.USERFAULTFD);
      final UserPage there = Call.page(rig, "there", Backing.PRESENT);
      final VringRequest first = new VringRequest(Command.SET_CALL, 1, slow, there);
      final Call onFirst = Call.of(rig, current -> rig.device().ioctl(current, first));
      assertThat(onFirst.task().heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("dev.mutex");
      rig.serve(slow);
      final UserPage slower = Call.page(rig, "slower", Backing.USERFAULTFD);
      final VringRequest second = new VringRequest(Command.SET_CALL, 1, there, slower);
      final Call onSecond = Call.of(rig, current -> rig.device().ioctl(current, second));
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
      final UserPage slow = Call.page(rig, "slow", Backing.USERFAULTFD);
      final VringRequest request =
          new VringRequest(Command.SET_CALL, 0, Call.page(rig, "there", Backing.PRESENT), slow);
      final Call call = Call.of(rig, current -> rig.device().ioctl(current, request));
      world.task("killer", current -> call.task().group().kill(current, Kill.KILL));
      world.settle();
      assertThat(call.result()).hasValue(Errno.EFAULT);
      assertThat(call.task().heldLocks()).isEmpty();
      assertThat(rig.dev().mutex().owner()).isEmpty();
      assertThat(rig.device().rx().mutex().owner()).isEmpty();
    });
  }
}
