package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.TaskState;

class CompletionTest {
  @Test
  void allWhoWaitGoOnOnceItIsComplete() {
    TinyWorld.inEveryInterleaving(CompletionTest::twoWait);
    TinyWorld.freely(200, CompletionTest::twoWait);
  }

  private static void twoWait(TinyWorld world) {
    final Completion done = new Completion(world.kernel(), "done", List::of);
    world.task("waiter1", done::await);
    world.task("waiter2", done::await);
    world.task("completer", done::complete);
    world.settle();
    assertThat(world.kernel().tasks()).allMatch(Task::isExited);
    assertThat(done.isDone()).isTrue();
  }

  @Test
  void theWaitIsUninterruptibleAndNamesWhoCouldEndIt() {
    TinyWorld.inEveryInterleaving(CompletionTest::killTheWaiter);
    TinyWorld.freely(200, CompletionTest::killTheWaiter);
  }

  private static void killTheWaiter(TinyWorld world) {
    final AtomicReference<Task> completer = new AtomicReference<>();
    final Completion done = new Completion(world.kernel(), "done", () -> List.of(completer.get()));
    final UserPage page = new UserPage(world.kernel(), "page", UserPage.Backing.USERFAULTFD);
    completer.set(world.task("completer", current -> {
      page.copy(current);
      done.complete(current);
    }));
    final Task waiter = world.task("waiter", done::await);
    world.task("killer", current -> waiter.group().kill(current, Kill.KILL));
    world.settle();
    assertThat(waiter.state()).isEqualTo(TaskState.D);
    assertThat(waiter.state().watched()).isTrue();
    assertThat(done.awaited(waiter, Op.WAIT)).containsExactly(completer.get());

    world.task("server", page::serve);
    world.settle();
    assertThat(waiter.isExited()).isTrue();
  }
}
