package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TinyWorld;

class PacketQueueTest {
  @Test
  void packetsLeaveInOrderAndOneThatIsPutBackLeavesNext() {
    TinyWorld.inOrder(world -> {
      final PacketQueue<String> queue = new PacketQueue<>(world.kernel(), "queue");
      world.task("task", current -> {
        queue.append(current, "a");
        queue.append(current, "b");
        assertThat(queue.takeFirst(current)).contains("a");
        queue.putBack(current, "a again");
        assertThat(queue.takeFirst(current)).contains("a again");
        assertThat(queue.takeFirst(current)).contains("b");
        assertThat(queue.takeFirst(current)).isEmpty();
        queue.append(current, "c");
        queue.purge(current);
      });
      world.settle();
      assertThat(queue.size()).isZero();
    });
  }

  @Test
  void noPacketIsTakenTwice() {
    TinyWorld.inEveryInterleaving(PacketQueueTest::twoTakers);
    TinyWorld.freely(200, PacketQueueTest::twoTakers);
  }

  private static void twoTakers(TinyWorld world) {
    final PacketQueue<String> queue = new PacketQueue<>(world.kernel(), "queue");
    final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    world.task("sender", current -> {
      queue.append(current, "a");
      queue.append(current, "b");
    });
    for (int i = 0; i < 2; i++) {
      world.task("taker" + i, current -> queue.takeFirst(current).ifPresent(taken::add));
    }
    world.settle();
    assertThat(taken).doesNotHaveDuplicates();
    assertThat(taken.size() + queue.size()).isEqualTo(2);
  }
}
