package org.killpath.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;

class WaitForGraphTest {
  private static Mutex mutex(TinyWorld world, String name) {
    return new Mutex(world.kernel(), name);
  }

  @Test
  void aChainEndsAtTheOneWhoWaitsForTheOutsideWorld() {
    TinyWorld.inOrder(world -> {
      final Mutex first = mutex(world, "first");
      final Mutex second = mutex(world, "second");
      final UserPage page = new UserPage(world.kernel(), "page", Backing.DEAD_STORAGE);
      final Task end = world.task("end", current -> {
        second.lock(current);
        page.copy(current);
      });
      final Task middle = world.task("middle", current -> {
        first.lock(current);
        second.lock(current);
      });
      final Task start = world.task("start", first::lock);
      world.settle();
      final WaitForGraph graph = WaitForGraph.of(world.kernel());
      assertThat(graph.chain(start)).containsExactly(start, middle, end);
      assertThat(graph.chain(end)).containsExactly(end);
      assertThat(graph.cycle()).isEmpty();
    });
  }

  @Test
  void twoLocksInBothOrdersAreACycleAndWhoeverWaitsForItIsNoPartOfIt() {
    TinyWorld.inOrder(world -> {
      final Mutex a = mutex(world, "a");
      final Mutex b = mutex(world, "b");
      final UserPage page = new UserPage(world.kernel(), "page", Backing.USERFAULTFD);
      final Task bystander = world.task("bystander", current -> {
        page.copy(current);
        a.lock(current);
      });
      final Task ab = world.task("ab", current -> {
        a.lock(current);
        page.copy(current);
        b.lock(current);
      });
      final Task ba = world.task("ba", current -> {
        b.lock(current);
        a.lock(current);
      });
      world.settle();
      assertThat(WaitForGraph.of(world.kernel()).cycle()).isEmpty();
      world.task("server", page::serve);
      world.settle();
      final WaitForGraph graph = WaitForGraph.of(world.kernel());
      assertThat(graph.cycle())
          .hasValueSatisfying(cycle -> assertThat(cycle).containsExactlyInAnyOrder(ab, ba));
      assertThat(graph.chain(bystander)).containsExactly(bystander, ab, ba);
    });
  }

  @Test
  void aCycleIsFoundInEveryInterleavingThatHasOneAndInNoOther() {
    final int[] counts = new int[2];
    TinyWorld.inEveryInterleaving(world -> {
      final Mutex a = mutex(world, "a");
      final Mutex b = mutex(world, "b");
      final Task ab = world.task("ab", current -> lockBoth(current, a, b));
      final Task ba = world.task("ba", current -> lockBoth(current, b, a));
      world.settle();
      final boolean stuck = !ab.isExited() || !ba.isExited();
      assertThat(WaitForGraph.of(world.kernel()).cycle().isPresent()).isEqualTo(stuck);
      counts[stuck ? 1 : 0]++;
    });
    assertThat(counts[0]).isPositive();
    assertThat(counts[1]).isPositive();
  }

  private static void lockBoth(Task current, Mutex first, Mutex second) {
    first.lock(current);
    second.lock(current);
    second.unlock(current);
    first.unlock(current);
  }

  @Test
  void aCycleCanRunThroughACompletionAndThroughRcu() {
    TinyWorld.inOrder(world -> {
      final Mutex mutex = mutex(world, "mutex");
      final AtomicReference<Task> completer = new AtomicReference<>();
      final Completion done =
          new Completion(world.kernel(), "done", () -> List.of(completer.get()));
      final Task waiter = world.task("waiter", current -> {
        mutex.lock(current);
        done.await(current);
      });
      world.settle();
      completer.set(world.task("completer", current -> {
        mutex.lock(current);
        done.complete(current);
      }));
      world.settle();
      assertThat(WaitForGraph.of(world.kernel()).cycle())
          .hasValueSatisfying(
              cycle -> assertThat(cycle).containsExactlyInAnyOrder(waiter, completer.get()));
    });
    TinyWorld.inOrder(world -> {
      final Mutex mutex = mutex(world, "mutex");
      final UserPage page = new UserPage(world.kernel(), "page", Backing.USERFAULTFD);
      final Task reader = world.task("reader", current -> {
        world.kernel().rcu().readLock(current);
        page.copy(current);
        mutex.lock(current);
      });
      world.settle();
      final Task updater = world.task("updater", current -> {
        mutex.lock(current);
        world.kernel().rcu().synchronize(current);
      });
      world.task("server", page::serve);
      world.settle();
      assertThat(WaitForGraph.of(world.kernel()).cycle())
          .hasValueSatisfying(
              cycle -> assertThat(cycle).containsExactlyInAnyOrder(reader, updater));
    });
  }
}
