package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TinyWorld;

class WorkListTest {
  @Test
  void itIsTakenWholeOldestFirst() {
    TinyWorld.inOrder(world -> {
      final WorkList<String> list = new WorkList<>(world.kernel(), "list", 0);
      final List<String> taken = new ArrayList<>();
      world.task("task", current -> {
        list.add(current, "first");
        list.add(current, "second");
        list.add(current, "third");
        assertThat(list.isEmpty(current)).isFalse();
        taken.addAll(list.takeAll(current));
        assertThat(list.isEmpty(current)).isTrue();
        assertThat(list.takeAll(current)).isEmpty();
      });
      world.settle();
      assertThat(taken).containsExactly("first", "second", "third");
    });
  }

  @Test
  void nothingIsLostOrTakenTwiceHoweverManyAddAndTake() {
    TinyWorld.inEveryInterleaving(WorkListTest::addAndTake);
    TinyWorld.freely(300, WorkListTest::addAndTake);
  }

  private static void addAndTake(TinyWorld world) {
    final WorkList<String> list = new WorkList<>(world.kernel(), "list", 0);
    final List<String> taken = java.util.Collections.synchronizedList(new ArrayList<>());
    for (String name : List.of("a", "b")) {
      world.task(name, current -> {
        list.add(current, name + 1);
        list.add(current, name + 2);
      });
    }
    world.task("taker", current -> {
      taken.addAll(list.takeAll(current));
      taken.addAll(list.takeAll(current));
    });
    world.settle();
    taken.addAll(list.peek());
    assertThat(taken).containsExactlyInAnyOrder("a1", "a2", "b1", "b2");
    assertThat(taken).containsSubsequence("a1", "a2");
    assertThat(taken).containsSubsequence("b1", "b2");
  }
}
