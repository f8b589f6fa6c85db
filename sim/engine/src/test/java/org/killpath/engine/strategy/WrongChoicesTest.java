package org.killpath.engine.strategy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.program.Program;
import org.killpath.engine.program.Programs;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Search;

/** A choice that is none, and a choice that is made for ever: whose it is, is said. */
@Timeout(30)
class WrongChoicesTest {
  private static Strategy choosing(ToIntFunction<Ready> choice) {
    return new Strategy() {
      @Override
      public String name() {
        return "wrong";
      }

      @Override
      public boolean begin(long execution) {
        return true;
      }

      @Override
      public int choose(Ready ready) {
        return choice.applyAsInt(ready);
      }

      @Override
      public void end(List<Task> tasks) {
        // nothing is learned
      }
    };
  }

  private static void refused(ToIntFunction<Ready> choice, String words) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      assertThatThrownBy(() -> Search.of(Programs.mutex(2), choosing(choice))
              .atMost(1)
              .on(controlled)
              .iterator()
              .next())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(words);
    }
  }

  @Test
  void aPositionThatThereIsNotIsRefused() {
    refused(ready -> 7, "position 7 was chosen, where there are 2 tasks that can go on");
    refused(ready -> -2, "position -2 was chosen");
    refused(ready -> 1000, "position 1000 was chosen");
  }

  /** There somebody stood who has ended, or waits. */
  @Test
  void aPositionWhereThereWasOneBeforeIsRefusedToo() {
    refused(
        ready -> ready.count() == 1 ? 1 : 0,
        "position 1 was chosen, where there are 1 tasks that can go on");
  }

  /** Nobody decides that it is a loop: it is more than any execution takes that comes to an end. */
  @Test
  void whoTriesForEverIsNamedWithWhatItTries() {
    final Program spins = new Program("spins", tasks -> {
      final Mutex mutex = new Mutex(tasks.kernel(), "mutex");
      tasks.add("holder", mutex::lock);
      tasks.add("eager", current -> {
        while (!mutex.trylock(current)) {
          // without a sleep between the tries
        }
      });
    });
    try (Controlled controlled = new Controlled(Carriers.best())) {
      assertThatThrownBy(
              () -> Search.plain(spins).atMost(1).on(controlled).iterator().next())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("not quiescent after 1000000 steps: eager/39 tries to lock mutex and so on");
    }
  }
}
