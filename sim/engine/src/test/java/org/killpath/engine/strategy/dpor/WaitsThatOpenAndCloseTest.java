package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.engine.strategy.dpor.SeenByBoth.seenByBoth;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.Halt;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.UserPage;

/**
 * What a task waits for may come, go, and come again while it waits: it can go on in each of these
 * times. A reduction that looks only at what opened the wait last does not come to the first.
 */
class WaitsThatOpenAndCloseTest {
  /** What somebody sees who waits for a page that is served, taken away and served again. */
  private static Set<String> seenBehind(
      UserPage.Backing backing, BiPredicate<UserPage, Task> access) {
    return seenByBoth(kernel -> {
      final UserPage page = new UserPage(kernel, "page", backing);
      final Shared<Integer> x = new Shared<>(kernel, "x", 0);
      final Stage waits =
          new Stage(kernel, "the first one waits", () -> kernel.tasks().get(0).isBlockedOn(page));
      return List.of(
          (current, seen) -> seen.append(access.test(page, current)).append(x.get(current)),
          (current, seen) -> {
            waits.await(current);
            page.serve(current);
            page.discard(current);
            x.set(current, 1);
            page.serve(current);
          });
    });
  }

  @Test
  void aPageIsServedTakenAwayAndServedAgain() {
    assertThat(seenBehind(UserPage.Backing.FUSE_READ, UserPage::copy))
        .containsExactly("true0 ", "true1 ");
  }

  @Test
  void aPageThatIsPinnedIsServedTakenAwayAndServedAgain() {
    assertThat(seenBehind(UserPage.Backing.FILE, UserPage::pin))
        .containsExactly("true0 ", "true1 ");
  }

  @Test
  void aGroupGoesOnAndIsHaltedAgain() {
    assertThat(seenByBoth(kernel -> {
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          final Stage stopped = new Stage(kernel, "the first one is stopped", () -> {
            final Task first = kernel.tasks().get(0);
            return first.isBlockedOn(first.group());
          });
          return List.of(
              (current, seen) -> {
                current.getSignal();
                seen.append(x.get(current));
              },
              (current, seen) -> {
                final Task first = kernel.tasks().get(0);
                first.group().halt(current, Halt.STOP);
                stopped.await(current);
                first.group().goOn(current);
                first.group().halt(current, Halt.STOP);
                x.set(current, 1);
                first.group().goOn(current);
              });
        }))
        .containsExactly("0 ", "1 ");
  }

  @Test
  void aHaltEndsASleepAndIsOver() {
    assertThat(seenByBoth(kernel -> {
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          final Stage sleeps = new Stage(kernel, "the first one sleeps", () -> {
            final Task first = kernel.tasks().get(0);
            return first.isBlockedOn(first);
          });
          return List.of(
              (current, seen) -> {
                current.setInterruptible();
                current.schedule();
                seen.append(x.get(current));
              },
              (current, seen) -> {
                final Task first = kernel.tasks().get(0);
                sleeps.await(current);
                first.group().halt(current, Halt.STOP);
                first.group().goOn(current);
                x.set(current, 1);
                first.wake(current);
              });
        }))
        .containsExactly("0 ", "1 ");
  }

  /** Its time comes when everybody is at rest, in an execution whose beginning is repeated. */
  @Test
  void whoeverSleepsBetweenTriesIsWokenByWhatHeWouldDoNowAndNotBefore() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex");
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          final Shared<Integer> y = new Shared<>(kernel, "y", 0);
          return List.of(
              (current, seen) -> {
                seen.append(Mutex.backOff(current, List.of(mutex), true) ? "again" : "late");
                y.set(current, 1);
              },
              (current, seen) -> x.set(current, 1),
              (current, seen) -> {
                mutex.lock(current);
                seen.append(x.get(current));
                current.pause();
              });
        }))
        .containsExactly("again  0", "again  1", "late  0", "late  1");
  }
}
