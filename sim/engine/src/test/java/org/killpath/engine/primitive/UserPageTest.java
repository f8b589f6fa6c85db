package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.UserPage.Backing;

/** What a copy to or from user memory does, by what backs the page and which signal comes when. */
class UserPageTest {
  /** Which signal there is. */
  enum Signal {
    NONE,
    /** One that has a handler. */
    HANDLED,
    /** SIGKILL. */
    FATAL,
    /** A handled one, and SIGKILL after it. */
    HANDLED_THEN_FATAL,
    /** SIGKILL was taken by get_signal(), but kill(2) left one in the shared set. */
    LEFT_OVER
  }

  /** How far the task got in the copy. */
  private static final class Copy {
    private final AtomicReference<Boolean> result = new AtomicReference<>();
    private final UserPage page;
    private final Task task;

    private Copy(UserPage page, Task task) {
      this.page = page;
      this.task = task;
    }

    /** {@code S}, {@code K}, {@code R}, {@code D}, {@code EFAULT} or {@code done}. */
    private String shows() {
      if (task.isExited()) {
        return result.get() ? "done" : "EFAULT";
      }
      assertThat(task.isBlockedOn(page)).isTrue();
      return task.state().name();
    }
  }

  /** A copy that begins when the task sees {@code before} pending. */
  private static Copy begin(TinyWorld world, Backing backing, Signal before) {
    final UserPage page = new UserPage(world.kernel(), "page", backing);
    final AtomicReference<Copy> copy = new AtomicReference<>();
    final Task task = world.kernel().newTask("task", group(world), "task", current -> {
      switch (before) {
        case NONE -> {}
        case HANDLED -> current.group().signalHandled(current, current);
        case FATAL -> current.group().kill(current, Kill.TGKILL);
        case HANDLED_THEN_FATAL -> {
          current.group().signalHandled(current, current);
          current.group().kill(current, Kill.TGKILL);
        }
        case LEFT_OVER -> {
          current.group().kill(current, Kill.KILL);
          assertThat(current.getSignal()).isTrue();
        }
      }
      copy.get().result.set(page.copy(current));
    });
    copy.set(new Copy(page, task));
    world.kernel().start(task);
    world.settle();
    return copy.get();
  }

  private static TaskGroup group(TinyWorld world) {
    return world.kernel().newGroup(new Mm("mm"));
  }

  private static void send(TinyWorld world, Task task, Signal signal) {
    world.task("sender", current -> {
      if (signal == Signal.HANDLED || signal == Signal.HANDLED_THEN_FATAL) {
        task.group().signalHandled(current, task);
      }
      if (signal == Signal.FATAL || signal == Signal.HANDLED_THEN_FATAL) {
        task.group().kill(current, Kill.TGKILL);
      }
    });
    world.settle();
  }

  @ParameterizedTest
  @CsvSource({
    "PRESENT,      NONE,               done",
    "PRESENT,      HANDLED,            done",
    "PRESENT,      FATAL,              done",
    "PRESENT,      LEFT_OVER,          done",
    "USERFAULTFD,  NONE,               S",
    "USERFAULTFD,  HANDLED,            R",
    "USERFAULTFD,  FATAL,              EFAULT",
    "USERFAULTFD,  HANDLED_THEN_FATAL, EFAULT",
    "USERFAULTFD,  LEFT_OVER,          R",
    "FUSE,         NONE,               S",
    "FUSE,         HANDLED,            K",
    "FUSE,         FATAL,              EFAULT",
    "FUSE,         HANDLED_THEN_FATAL, EFAULT",
    "FUSE,         LEFT_OVER,          K",
    "FUSE_READ,    NONE,               S",
    "FUSE_READ,    HANDLED,            K",
    "FUSE_READ,    FATAL,              EFAULT",
    "FUSE_READ,    LEFT_OVER,          K",
    "FUSE_ASYNC,   NONE,               K",
    "FUSE_ASYNC,   HANDLED,            K",
    "FUSE_ASYNC,   FATAL,              EFAULT",
    "FUSE_ASYNC,   LEFT_OVER,          K",
    "FILE,         NONE,               K",
    "FILE,         HANDLED,            K",
    "FILE,         FATAL,              EFAULT",
    "FILE,         LEFT_OVER,          K",
    "DEAD_STORAGE, NONE,               K",
    "DEAD_STORAGE, FATAL,              EFAULT",
    "FROZEN_STORAGE, NONE,               D",
    "FROZEN_STORAGE, HANDLED,            D",
    "FROZEN_STORAGE, FATAL,              EFAULT",
    "FROZEN_STORAGE, LEFT_OVER,          D",
    "LOOPING,      NONE,               R",
    "LOOPING,      HANDLED,            R",
    "LOOPING,      FATAL,              EFAULT",
    "LOOPING,      LEFT_OVER,          R",
  })
  void aCopyBegunWithThisSignalPendingShows(Backing backing, Signal before, String expected) {
    TinyWorld.inEveryInterleaving(
        world -> assertThat(begin(world, backing, before).shows()).isEqualTo(expected));
    TinyWorld.freely(
        20, world -> assertThat(begin(world, backing, before).shows()).isEqualTo(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "USERFAULTFD,  HANDLED,            R",
    "USERFAULTFD,  FATAL,              EFAULT",
    "USERFAULTFD,  HANDLED_THEN_FATAL, EFAULT",
    "FUSE,         HANDLED,            K",
    "FUSE,         FATAL,              EFAULT",
    "FUSE,         HANDLED_THEN_FATAL, EFAULT",
    "FUSE_READ,    HANDLED,            K",
    "FUSE_READ,    FATAL,              D",
    "FUSE_READ,    HANDLED_THEN_FATAL, D",
    "FUSE_ASYNC,   HANDLED,            K",
    "FUSE_ASYNC,   FATAL,              EFAULT",
    "FILE,         HANDLED,            K",
    "FILE,         FATAL,              EFAULT",
    "DEAD_STORAGE, HANDLED,            K",
    "DEAD_STORAGE, FATAL,              EFAULT",
    "FROZEN_STORAGE, HANDLED,            D",
    "FROZEN_STORAGE, FATAL,              D",
    "LOOPING,      HANDLED,            R",
    "LOOPING,      FATAL,              R",
  })
  void aCopyThatGetsThisSignalWhileItSleepsShows(Backing backing, Signal during, String expected) {
    TinyWorld.inEveryInterleaving(world -> interrupt(world, backing, during, expected));
    TinyWorld.freely(20, world -> interrupt(world, backing, during, expected));
  }

  private static void interrupt(TinyWorld world, Backing backing, Signal during, String expected) {
    final Copy copy = begin(world, backing, Signal.NONE);
    send(world, copy.task, during);
    assertThat(copy.shows()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Backing.class)
  void everyCopyEndsWhenThePageIsServed(Backing backing) {
    TinyWorld.inEveryInterleaving(world -> serve(world, backing));
    TinyWorld.freely(20, world -> serve(world, backing));
  }

  private static void serve(TinyWorld world, Backing backing) {
    final Copy sleeping = begin(world, backing, Signal.NONE);
    final Copy retrying = begin(world, backing, Signal.LEFT_OVER);
    world.task("server", current -> {
      sleeping.page.serve(current);
      retrying.page.serve(current);
    });
    world.settle();
    assertThat(sleeping.shows()).isEqualTo("done");
    assertThat(retrying.shows()).isEqualTo("done");
  }

  @Test
  void onlyAWaitInUninterruptibleSleepIsEverReported() {
    TinyWorld.inOrder(world -> {
      for (Backing backing : Backing.values()) {
        final Copy copy = begin(world, backing, Signal.NONE);
        assertThat(copy.task.state().watched()).isEqualTo(backing == Backing.FROZEN_STORAGE);
      }
    });
  }

  @Test
  void theOutsideWorldIsWhatAFaultWaitsFor() {
    TinyWorld.inOrder(world -> {
      final Copy copy = begin(world, Backing.USERFAULTFD, Signal.NONE);
      assertThat(copy.page.outside()).isTrue();
      assertThat(copy.page.awaited(copy.task, Op.FAULT)).isEmpty();
    });
  }
}
