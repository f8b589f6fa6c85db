package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.TaskState;

/** References that somebody waits for, and wait queues whose entries are called under a lock. */
class ReferencesTest {
  private static References references(TinyWorld world) {
    return new References(world.kernel(), "kref", List::of);
  }

  @Test
  void whoWaitsGoesOnWhenTheLastOneIsDroppedAndNotBefore() {
    TinyWorld.inOrder(world -> {
      final References references = references(world);
      world.task("getter", references::get);
      final Task waiter = world.task("waiter", current -> {
        references.put(current);
        references.awaitZero(current);
      });
      world.settle();
      assertThat(waiter.isBlockedOn(references)).isTrue();
      assertThat(waiter.state()).isEqualTo(TaskState.D);
      assertThat(references.excess(0)).isPresent();
      world.task("putter", references::put);
      world.settle();
      assertThat(waiter.isExited()).isTrue();
      assertThat(references.excess(0)).isEmpty();
    });
  }

  @Test
  void noInterleavingLosesTheWakeUp() {
    TinyWorld.inEveryInterleaving(ReferencesTest::putAndWait);
    TinyWorld.freely(300, ReferencesTest::putAndWait);
  }

  private static void putAndWait(TinyWorld world) {
    final References references = references(world);
    world.task("owner", current -> {
      references.get(current);
      world.task("holder", references::put);
      references.put(current);
      references.awaitZero(current);
      references.renew(current);
    });
    world.settle();
    assertThat(references.peek()).isEqualTo(1);
    assertThat(world.kernel().tasks()).allMatch(Task::isExited);
  }

  @Test
  void anEntryThatWasTakenOffIsNotBeingCalledAnyMore() {
    TinyWorld.inEveryInterleaving(world -> {
      final WaitQueue queue = new WaitQueue(world.kernel(), "file");
      final Shared<Boolean> gone = new Shared<>(world.kernel(), "gone", false);
      final Body entry = current -> assertThat(gone.get(current)).isFalse();
      world.task("poller", current -> {
        queue.add(current, entry);
        queue.remove(current, entry);
        gone.set(current, true);
      });
      world.task("waker", queue::wakeUp);
      world.settle();
    });
  }
}
