package org.killpath.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.WaitForGraph;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;

class RcuTest {
  private static UserPage page(TinyWorld world, String label) {
    return new UserPage(world.kernel(), label, Backing.USERFAULTFD);
  }

  private static Task reader(TinyWorld world, String role, UserPage page) {
    return world.task(role, current -> {
      current.kernel().rcu().readLock(current);
      page.copy(current);
      current.kernel().rcu().readUnlock(current);
    });
  }

  @Test
  void withoutReadersItDoesNotWait() {
    TinyWorld.inOrder(world -> {
      final Task task = world.task("updater", current -> world.kernel().rcu().synchronize(current));
      world.settle();
      assertThat(task.isExited()).isTrue();
    });
  }

  @Test
  void aReaderThatMightSleepBreaksARule() {
    TinyWorld.inOrder(world -> {
      final UserPage page = page(world, "page");
      page.serveBeforehand();
      reader(world, "reader", page);
      world.settle();
      assertThat(world.kernel().complaints()).isEmpty();
      final Mutex mutex = new Mutex(world.kernel(), "mutex");
      world.task("sleeper", current -> {
        world.kernel().rcu().readLock(current);
        mutex.lock(current);
        mutex.unlock(current);
        world.kernel().rcu().readUnlock(current);
      });
      world.settle();
      assertThat(world.kernel().complaints())
          .singleElement()
          .extracting(Complaint::kind, Complaint::what)
          .containsExactly(Complaint.Kind.BROKEN_RULE, "might sleep inside a reader of rcu");
    });
  }

  @Test
  void itWaitsForTheReadersThatCameBeforeAndForNoOthers() {
    TinyWorld.inEveryInterleaving(RcuTest::anEarlierAndALaterReader);
    TinyWorld.freely(200, RcuTest::anEarlierAndALaterReader);
  }

  private static void anEarlierAndALaterReader(TinyWorld world) {
    final UserPage first = page(world, "first");
    final UserPage second = page(world, "second");
    final Task earlier = reader(world, "earlier", first);
    world.settle();
    final Task updater =
        world.task("updater", current -> world.kernel().rcu().synchronize(current));
    world.settle();
    assertThat(updater.state()).isEqualTo(TaskState.D);
    assertThat(updater.function()).map(CFunction::name).contains("synchronize_rcu");
    final Task later = reader(world, "later", second);
    world.settle();
    assertThat(updater.pendingOn().awaited(updater, updater.pendingOp())).containsExactly(earlier);

    world.task("server", first::serve);
    world.settle();
    assertThat(updater.isExited()).isTrue();
    assertThat(later.isExited()).isFalse();
  }

  @Test
  void aReaderThatCameBackIsNotWaitedForAgain() {
    TinyWorld.inOrder(world -> {
      final UserPage first = page(world, "first");
      final UserPage second = page(world, "second");
      world.task("reader", current -> {
        for (UserPage page : List.of(first, second)) {
          current.kernel().rcu().readLock(current);
          page.copy(current);
          current.kernel().rcu().readUnlock(current);
        }
      });
      world.settle();
      final Task updater =
          world.task("updater", current -> world.kernel().rcu().synchronize(current));
      world.settle();
      assertThat(updater.isBlocked()).isTrue();
      world.task("server", first::serve);
      world.settle();
      assertThat(updater.isExited()).isTrue();
    });
  }

  @Test
  void aNestedReaderLeavesWithItsOutermostUnlock() {
    TinyWorld.inOrder(world -> {
      final UserPage inner = page(world, "inner");
      final UserPage outer = page(world, "outer");
      world.task("reader", current -> {
        final Rcu rcu = current.kernel().rcu();
        rcu.readLock(current);
        rcu.readLock(current);
        inner.copy(current);
        rcu.readUnlock(current);
        outer.copy(current);
        rcu.readUnlock(current);
      });
      world.settle();
      final Task updater =
          world.task("updater", current -> world.kernel().rcu().synchronize(current));
      world.task("server", inner::serve);
      world.settle();
      assertThat(updater.isBlocked()).isTrue();
      world.task("server", outer::serve);
      world.settle();
      assertThat(updater.isExited()).isTrue();
    });
  }

  @Test
  void noReaderStillSeesWhatWasUnpublishedBeforeAGracePeriod() {
    TinyWorld.inEveryInterleaving(RcuTest::publishAndFree);
    TinyWorld.freely(300, RcuTest::publishAndFree);
  }

  private static void publishAndFree(TinyWorld world) {
    final Shared<Boolean> published = new Shared<>(world.kernel(), "pointer", true);
    final AtomicBoolean freed = new AtomicBoolean();
    for (int i = 0; i < 2; i++) {
      world.task("reader" + i, current -> {
        final Rcu rcu = current.kernel().rcu();
        rcu.readLock(current);
        if (published.get(current)) {
          assertThat(freed).isFalse();
        }
        rcu.readUnlock(current);
      });
    }
    world.task("updater", current -> {
      published.set(current, false);
      current.kernel().rcu().synchronize(current);
      freed.set(true);
    });
    world.settle();
    assertThat(freed).isTrue();
  }

  @Test
  void aReaderThatSynchronizesWaitsForItself() {
    TinyWorld.inOrder(RcuTest::synchronizeAsAReader);
    TinyWorld.freely(100, RcuTest::synchronizeAsAReader);
  }

  private static void synchronizeAsAReader(TinyWorld world) {
    final Task task = world.task("reader", current -> {
      current.kernel().rcu().readLock(current);
      current.kernel().rcu().synchronize(current);
    });
    world.task("killer", current -> task.group().kill(current, Kill.KILL));
    world.settle();
    assertThat(task.state()).isEqualTo(TaskState.D);
    assertThat(WaitForGraph.of(world.kernel()).cycle())
        .hasValueSatisfying(cycle -> assertThat(new ArrayList<>(cycle)).containsExactly(task));
  }
}
