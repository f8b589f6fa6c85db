package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TinyWorld;

/** {@link Bit} and {@link Shared}: which of their operations are atomic, and which are not. */
class AtomicFieldsTest {
  @Test
  void exactlyOneTaskSetsABit() {
    TinyWorld.inEveryInterleaving(AtomicFieldsTest::threeTasksSet);
    TinyWorld.freely(200, AtomicFieldsTest::threeTasksSet);
  }

  private static void threeTasksSet(TinyWorld world) {
    final Bit bit = new Bit(world.kernel(), "bit");
    final AtomicInteger first = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      world.task("task" + i, current -> {
        if (!bit.testAndSet(current)) {
          first.incrementAndGet();
        }
      });
    }
    world.settle();
    assertThat(first).hasValue(1);
    assertThat(bit.peek()).isTrue();
  }

  @Test
  void aClearedBitCanBeSetAgain() {
    TinyWorld.inOrder(world -> {
      final Bit bit = new Bit(world.kernel(), "bit", 3);
      world.task("task", current -> {
        bit.set(current);
        assertThat(bit.test(current)).isTrue();
        bit.clear(current);
        assertThat(bit.test(current)).isFalse();
        assertThat(bit.testAndSet(current)).isFalse();
      });
      world.settle();
      assertThat(world.traceOf("task"))
          .containsExactly(
              "task starts task[38]",
              "task writes bit[3]",
              "task reads bit[3]",
              "task clears bit[3]",
              "task reads bit[3]",
              "task tests and sets bit[3]");
    });
  }

  @Test
  void exactlyOneTaskWinsACompareAndSet() {
    TinyWorld.inEveryInterleaving(world -> {
      final Shared<String> field = new Shared<>(world.kernel(), "field", "free");
      final AtomicInteger won = new AtomicInteger();
      for (int i = 0; i < 3; i++) {
        world.task("task" + i, current -> {
          if (field.compareAndSet(current, "free", current.role())) {
            won.incrementAndGet();
          }
        });
      }
      world.settle();
      assertThat(won).hasValue(1);
      assertThat(field.peek()).startsWith("task");
    });
  }

  /** As a number in memory is, however it comes to be an object here. */
  @Test
  void whatIsEqualIsTheSameToACompareAndSet() {
    TinyWorld.inOrder(world -> {
      final Shared<Integer> field = new Shared<>(world.kernel(), "field", 1000);
      world.task("task", current -> {
        assertThat(field.compareAndSet(current, 1000, 1001)).isTrue();
        assertThat(field.compareAndSet(current, 1000, 1002)).isFalse();
      });
      world.settle();
      assertThat(field.peek()).isEqualTo(1001);
    });
  }

  @Test
  void aReadAndAWriteAreTwoOperationsBetweenWhichOthersRun() {
    final Set<Integer> sums = new HashSet<>();
    TinyWorld.inEveryInterleaving(world -> {
      final Shared<Integer> sum = new Shared<>(world.kernel(), "sum", 0);
      for (int i = 0; i < 2; i++) {
        world.task("task" + i, current -> sum.set(current, sum.get(current) + 1));
      }
      world.settle();
      sums.add(sum.peek());
    });
    assertThat(sums).containsExactlyInAnyOrder(1, 2);
  }
}
