package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.Halt;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.engine.primitive.UserPage.Sharing;

/** {@link CoreDump}, {@link Exec}, halts, reaped pages, and what a second SIGKILL does to each. */
class WaysOfDyingTest {
  /** A thread that takes its fatal signal, then copies, and exits. */
  private static Task drainer(TinyWorld world, TaskGroup group, UserPage page) {
    return world.thread("drainer", group, current -> {
      current.pause();
      if (current.getSignal()) {
        page.copy(current);
      }
      current.beginExit();
    });
  }

  private static Task killer(TinyWorld world, TaskGroup group, Kill how) {
    return world.task("killer", current -> group.kill(current, how));
  }

  private static TaskGroup group(TinyWorld world) {
    return world.kernel().newGroup(new Mm("owner's"));
  }

  private static UserPage missing(TinyWorld world, Sharing sharing) {
    return new UserPage(world.kernel(), "page", Backing.USERFAULTFD, sharing);
  }

  @Test
  void whoDumpsCoreWaitsInDForAThreadThatIsStuckAndASecondSigkillEndsThat() {
    TinyWorld.inEveryInterleaving(WaysOfDyingTest::dump);
    TinyWorld.freely(100, WaysOfDyingTest::dump);
  }

  private static void dump(TinyWorld world) {
    final TaskGroup group = group(world);
    final CoreDump dump = new CoreDump(world.kernel(), group);
    final UserPage page = missing(world, Sharing.PRIVATE);
    final Task drainer = drainer(world, group, page);
    world.settle();
    final Task dumper = world.thread("dumper", group, dump::dump);
    world.settle();
    assertThat(drainer.state()).isEqualTo(TaskState.S);
    assertThat(dumper.state()).isEqualTo(TaskState.D);
    assertThat(dumper.pendingOn().awaited(dumper, dumper.pendingOp())).containsExactly(drainer);
    killer(world, group, Kill.KILL);
    world.settle();
    assertThat(group.isEmpty()).isTrue();
  }

  @Test
  void aThreadThatExitsStopsThereUntilTheDumpIsWritten() {
    TinyWorld.inOrder(world -> {
      final TaskGroup group = group(world);
      final CoreDump dump = new CoreDump(world.kernel(), group);
      final UserPage page = missing(world, Sharing.PRIVATE);
      final Task quick = world.thread("quick", group, current -> {
        current.pause();
        current.getSignal();
        current.beginExit();
      });
      drainer(world, group, page);
      world.settle();
      world.thread("dumper", group, dump::dump);
      world.settle();
      assertThat(quick.state()).isEqualTo(TaskState.IDLE);
      assertThat(quick.state().watched()).isFalse();
      world.task("server", page::serve);
      world.settle();
      assertThat(group.isEmpty()).isTrue();
    });
  }

  @Test
  void theDumpIsWrittenWhenAllOthersStandStillAndASigkillEndsThat() {
    TinyWorld.inOrder(world -> {
      final TaskGroup group = group(world);
      final CoreDump dump = new CoreDump(world.kernel(), group);
      final Completion room = new Completion(world.kernel(), "room", List::of, TaskState.S);
      final Task quick = world.thread("quick", group, current -> {
        current.pause();
        current.getSignal();
        current.beginExit();
      });
      world.settle();
      final Task dumper =
          world.thread("dumper", group, current -> dump.dump(current, room::awaitKillable));
      world.settle();
      assertThat(quick.state()).isEqualTo(TaskState.IDLE);
      assertThat(dumper.state()).isEqualTo(TaskState.S);
      assertThat(dumper.isBlockedOn(room)).isTrue();
      killer(world, group, Kill.KILL);
      world.settle();
      assertThat(group.isEmpty()).isTrue();
    });
  }

  @Test
  void whoExecutesAProgramWaitsInKForTheOthersAndASecondSigkillReachesThem() {
    TinyWorld.inEveryInterleaving(WaysOfDyingTest::exec);
    TinyWorld.freely(100, WaysOfDyingTest::exec);
  }

  private static void exec(TinyWorld world) {
    final TaskGroup group = group(world);
    final Exec exec = new Exec(world.kernel(), group);
    final Task drainer = drainer(world, group, missing(world, Sharing.PRIVATE));
    final AtomicReference<Boolean> alone = new AtomicReference<>();
    world.settle();
    final Task execer = world.thread("execer", group, current -> alone.set(exec.exec(current)));
    world.settle();
    assertThat(drainer.state()).isEqualTo(TaskState.S);
    assertThat(execer.state()).isEqualTo(TaskState.K);
    assertThat(execer.heldLocks()).hasSize(1);
    killer(world, group, Kill.TGKILL);
    world.settle();
    assertThat(group.isEmpty()).isTrue();
  }

  @Test
  void theNewProgramRunsWhenTheOthersAreGone() {
    TinyWorld.inOrder(world -> {
      final TaskGroup group = group(world);
      final Exec exec = new Exec(world.kernel(), group);
      final UserPage page = missing(world, Sharing.PRIVATE);
      drainer(world, group, page);
      final AtomicReference<Boolean> alone = new AtomicReference<>();
      world.settle();
      world.thread("execer", group, current -> alone.set(exec.exec(current)));
      world.task("server", page::serve);
      world.settle();
      assertThat(alone).hasValue(true);
    });
  }

  @ParameterizedTest
  @EnumSource(Kill.class)
  void aSecondSigkillToAGroupThatDiesOfOneIsDropped(Kill how) {
    TinyWorld.inOrder(world -> {
      final TaskGroup group = group(world);
      final Task drainer = drainer(world, group, missing(world, Sharing.PRIVATE));
      world.settle();
      killer(world, group, how);
      world.settle();
      killer(world, group, Kill.KILL);
      world.settle();
      assertThat(drainer.state()).isEqualTo(how.staysShared() ? TaskState.R : TaskState.S);
      assertThat(drainer.fatalSignalPending()).isFalse();
    });
  }

  @Test
  void aReapedPrivatePageFailsWhoeverTriesAgainAndNobodyWhoSleeps() {
    TinyWorld.inOrder(world -> {
      for (Kill how : new Kill[] {Kill.KILL, Kill.TGKILL}) {
        for (Sharing sharing : Sharing.values()) {
          final TaskGroup group = group(world);
          final UserPage page = missing(world, sharing);
          final Task drainer = drainer(world, group, page);
          world.settle();
          killer(world, group, how);
          world.settle();
          world.task("reaper", page::reap);
          world.settle();
          assertThat(drainer.isExited()).isEqualTo(how == Kill.KILL && sharing == Sharing.PRIVATE);
        }
      }
    });
  }

  @ParameterizedTest
  @EnumSource(Halt.class)
  void aHaltedThreadGoesOnWhenItsGroupDoesAndDiesWhenThatIsKilled(Halt how) {
    TinyWorld.inOrder(world -> {
      for (boolean kill : new boolean[] {false, true}) {
        final TaskGroup group = group(world);
        final Task thread = world.thread("thread", group, current -> {
          current.pause();
          current.getSignal();
        });
        world.settle();
        world.task("halter", current -> group.halt(current, how));
        world.settle();
        assertThat(thread.state()).isEqualTo(how.state());
        world.task("ender", current -> {
          if (kill) {
            group.kill(current, Kill.KILL);
          } else {
            group.goOn(current);
          }
        });
        world.settle();
        assertThat(thread.isExited()).isTrue();
      }
    });
  }

  @Test
  void aHaltMakesASignalPendingAtWhoeverFaults() {
    TinyWorld.inOrder(world -> {
      final TaskGroup group = group(world);
      final UserPage page = missing(world, Sharing.SHARED);
      final Task holder = world.thread("holder", group, page::copy);
      world.settle();
      assertThat(holder.state()).isEqualTo(TaskState.S);
      world.task("halter", current -> group.halt(current, Halt.FREEZE));
      world.settle();
      assertThat(holder.state()).isEqualTo(TaskState.R);
      world.task("thawer", group::goOn);
      world.settle();
      assertThat(holder.state()).isEqualTo(TaskState.S);
    });
  }
}
