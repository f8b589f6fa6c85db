package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage.Backing;

class StageTest {
  @Test
  void anActorGoesOnOnlyWhenTheStateItNeedsIsThere() {
    TinyWorld.inEveryInterleaving(StageTest::inTurn);
    TinyWorld.freely(300, StageTest::inTurn);
  }

  private static void inTurn(TinyWorld world) {
    final List<String> order = Collections.synchronizedList(new ArrayList<>());
    final UserPage page = new UserPage(world.kernel(), "page", Backing.USERFAULTFD);
    final Task holder = world.task("holder", current -> {
      order.add("holder");
      page.copy(current);
    });
    final Task second = world.task("second", current -> {
      new Stage(world.kernel(), "the holder sleeps", () -> holder.isBlockedOn(page)).await(current);
      order.add("second");
      current.pause();
    });
    world.task("third", current -> {
      new Stage(world.kernel(), "the second idles", second::isInUserMode).await(current);
      order.add("third");
    });
    world.settle();
    assertThat(order).containsExactly("holder", "second", "third");
  }

  @Test
  void anActorWhoseStateNeverComesIsStillThereAndNobodyReportsIt() {
    TinyWorld.inOrder(world -> {
      final Task actor = world.task(
          "actor", current -> new Stage(world.kernel(), "never", () -> false).await(current));
      world.settle();
      assertThat(actor.isBlocked()).isTrue();
      assertThat(actor.pendingOp()).isEqualTo(Op.STAGE);
      assertThat(actor.state().watched()).isFalse();
    });
  }
}
