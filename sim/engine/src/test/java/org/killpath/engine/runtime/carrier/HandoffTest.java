package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** Who has control, and when. */
class HandoffTest {

  @EachKind
  void aRingPassesControlAMillionTimes(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      long handoffs = 0;
      for (int size : new int[] {2, 3, 5, 8}) {
        handoffs += new Ring(carriers, size).run(250_000 / size);
      }
      assertThat(handoffs).isBetween(990_000L, 1_010_000L);
    }
  }

  @EachKind
  void exactlyTheNamedCarrierRunsNext(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<String> log = new ArrayList<>();
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      Carrier c = carriers.take();
      a.assign(() -> {
        log.add("a1");
        a.switchTo(c);
        log.add("a2");
        a.switchTo(b);
        log.add("a3");
      });
      b.assign(() -> {
        log.add("b1");
        b.switchTo(c);
        log.add("b2");
        b.finish(a);
      });
      c.assign(() -> {
        log.add("c1");
        c.switchTo(a);
        log.add("c2");
        c.finish(b);
      });
      carriers.run(a);
      log.add("driver");
      assertThat(log).containsExactly("a1", "c1", "a2", "b1", "c2", "b2", "a3", "driver");
    }
  }

  @EachKind
  void switchingToItselfIsNoSwitch(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<String> log = new ArrayList<>();
      Carrier a = carriers.take();
      a.assign(() -> {
        a.switchTo(a);
        log.add("still here");
      });
      carriers.run(a);
      assertThat(log).containsExactly("still here");
    }
  }

  @EachKind
  void theDriverCanStopABodyHalfwayAndResumeIt(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<String> log = new ArrayList<>();
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      a.assign(() -> {
        log.add("a1");
        a.switchToDriver();
        log.add("a2");
        a.finishToDriver();
      });
      b.assign(() -> log.add("b1"));
      carriers.run(a);
      log.add("driver");
      carriers.run(b);
      carriers.run(a);
      assertThat(log).containsExactly("a1", "driver", "b1", "a2");
    }
  }

  @EachKind
  void theDriverIsTheThreadThatCallsRunEachTime(Kind kind) throws Exception {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<String> log = new ArrayList<>();
      Carrier a = carriers.take();
      a.assign(() -> {
        log.add("under the first driver");
        a.switchToDriver();
        log.add("under the second driver");
      });
      carriers.run(a);
      Thread other = new Thread(() -> carriers.run(a));
      other.start();
      other.join();
      assertThat(log).containsExactly("under the first driver", "under the second driver");
    }
  }

  @EachKind
  @SuppressWarnings(
      "ThreadPriorityCheck") // A yield is one more way to stop without giving control.
  void aBodyMayReallyBlockAndStillHasControlAfterwards(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<String> log = new ArrayList<>();
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      a.assign(() -> {
        log.add("a1");
        Thread.yield();
        log.add("a2");
        enterWhenFree(a.thread());
        log.add("a3");
        a.finish(b);
      });
      b.assign(() -> log.add("b"));
      carriers.run(a);
      assertThat(log).containsExactly("a1", "a2", "a3", "b");
    }
  }

  @EachKind
  @SuppressWarnings(
      "ThreadPriorityCheck") // A yield is one more way to stop without giving control.
  void takingTheStackOfAWaitingCarrierDoesNotWakeIt(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<String> log = new ArrayList<>();
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      a.assign(() -> {
        a.switchTo(b);
        log.add("a");
      });
      b.assign(() -> {
        assertThat(a.thread().getStackTrace()).isNotEmpty();
        Thread.yield();
        log.add("b");
        b.finish(a);
      });
      carriers.run(a);
      assertThat(log).containsExactly("b", "a");
    }
  }

  @EachKind
  void controlReachingACarrierWithoutABodyIsReported(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      assertThatThrownBy(() -> carriers.run(a))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no body");
    }
  }

  @EachKind
  void onlyTheRunningCarrierGivesControlAway(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind);
        Carriers others = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      Carrier stranger = others.take();
      assertThatThrownBy(() -> a.switchTo(b)).isInstanceOf(IllegalStateException.class);
      a.assign(() -> a.switchTo(stranger));
      assertThatThrownBy(() -> carriers.run(a)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> carriers.run(stranger)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  // A thread outside the set holds a monitor until the body is blocked on it.
  private static void enterWhenFree(Thread body) {
    Object monitor = new Object();
    CountDownLatch held = new CountDownLatch(1);
    Thread holder = new Thread(() -> {
      synchronized (monitor) {
        held.countDown();
        while (body.getState() != Thread.State.BLOCKED) {
          Thread.onSpinWait();
        }
      }
    });
    holder.start();
    try {
      held.await();
      synchronized (monitor) {
        assertThat(Thread.holdsLock(monitor)).isTrue();
      }
      holder.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
