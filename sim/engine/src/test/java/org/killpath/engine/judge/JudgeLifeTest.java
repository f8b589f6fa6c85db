package org.killpath.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.engine.runtime.Part;

/** One judge for many worlds, each of which it judges as if it were the first, with or without a last part. */
class JudgeLifeTest {
  private static final Part CLOSED = Part.last("last close");

  private final Judge judge = new Judge(PlainOutcome.SCALE);

  private void begin(TinyWorld world) {
    judge.begin(world.kernel(), task -> true, task -> true);
    world.settle();
    judge.over(Part.MAIN);
  }

  /** Who is stuck when the main part is over is stuck for ever, if there was no outside world. */
  @Test
  void aLastPartOfTheWorldBeforeHidesNoHangOfThisOne() {
    TinyWorld.inOrder(world -> {
      world.task("worker", current -> {});
      begin(world);
      judge.before(CLOSED);
      judge.over(CLOSED);
      judge.over(Part.END);
      assertThat(judge.verdict().outcome()).isEqualTo(PlainOutcome.COMPLETED);
    });
    TinyWorld.inOrder(world -> {
      world.task("worker", new UserPage(world.kernel(), "page", Backing.FROZEN_STORAGE)::copy);
      begin(world);
      judge.over(Part.END);
      assertThat(judge.verdict().outcome()).isEqualTo(PlainOutcome.HUNG);
    });
  }

  /** It is worse to be stuck for ever; but that nobody is left who could end it says more. */
  @Test
  void aWaitThatNobodyWillEndIsFoundOnceWhereNoPartIsTheLastOne() {
    TinyWorld.inOrder(world -> {
      world.task("waiter", new Completion(world.kernel(), "done", List::of)::await);
      begin(world);
      judge.over(Part.END);
      assertThat(judge.verdict().findings())
          .extracting(Finding::outcome)
          .containsExactly(PlainOutcome.LOST_WAKE_UP);
    });
  }
}
