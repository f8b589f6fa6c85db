package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** An interrupt is a mark on a thread; it moves no control. */
class InterruptTest {

  @EachKind
  void anInterruptedCarrierWaitsOnAndSeesTheMarkWhenItRuns(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<String> log = new ArrayList<>();
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      a.assign(() -> {
        log.add("a " + Thread.currentThread().isInterrupted());
        a.switchTo(b);
        log.add("a " + Thread.currentThread().isInterrupted());
        b.interrupt();
        a.switchTo(b);
        log.add("a " + Thread.interrupted());
        a.switchTo(b);
        log.add("a " + Thread.interrupted());
      });
      b.assign(() -> {
        a.interrupt();
        log.add("b " + Thread.currentThread().isInterrupted());
        b.switchTo(a);
        log.add("b " + Thread.currentThread().isInterrupted());
        b.switchTo(a);
        log.add("b " + Thread.currentThread().isInterrupted());
        b.finish(a);
      });
      carriers.run(a);
      assertThat(log)
          .containsExactly("a false", "b false", "a true", "b true", "a true", "b true", "a false");
    }
  }

  @EachKind
  void aCarrierMayInterruptItself(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<Boolean> seen = new ArrayList<>();
      Carrier a = carriers.take();
      a.assign(() -> {
        a.interrupt();
        seen.add(Thread.currentThread().isInterrupted());
        a.switchToDriver();
        seen.add(Thread.currentThread().isInterrupted());
      });
      carriers.run(a);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      carriers.run(a);
      assertThat(seen).containsExactly(true, true);
    }
  }

  @EachKind
  void anInterruptBeforeTheBodyBeginsIsSeenByIt(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<Boolean> seen = new ArrayList<>();
      Carrier a = carriers.take();
      a.assign(() -> seen.add(Thread.currentThread().isInterrupted()));
      a.interrupt();
      carriers.run(a);
      assertThat(seen).containsExactly(true);
    }
  }

  @EachKind
  void theNextBodyBeginsWithoutTheMark(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<Boolean> seen = new ArrayList<>();
      for (int execution = 0; execution < 3; execution++) {
        Carrier a = carriers.take();
        a.assign(() -> {
          seen.add(Thread.currentThread().isInterrupted());
          a.interrupt();
        });
        carriers.run(a);
        a.interrupt();
      }
      assertThat(seen).containsExactly(false, false, false);
    }
  }

  @EachKind
  void interruptedCarriersPassControlWithoutSpinning(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      int laps = 10_000;
      List<Carrier> ring = List.of(carriers.take(), carriers.take(), carriers.take());
      int[] marked = {0};
      for (int i = 0; i < ring.size(); i++) {
        Carrier self = ring.get(i);
        Carrier next = ring.get((i + 1) % ring.size());
        boolean last = i == ring.size() - 1;
        self.assign(() -> {
          self.interrupt();
          for (int lap = 0; lap < laps; lap++) {
            next.interrupt();
            self.switchTo(next);
            marked[0] += Thread.currentThread().isInterrupted() ? 1 : 0;
          }
          if (!last) {
            self.finish(next);
          }
        });
      }
      carriers.run(ring.get(0));
      assertThat(marked[0]).isEqualTo(3 * laps);
    }
  }

  @EachKind
  @SuppressWarnings(
      "ThreadPriorityCheck") // A yield is one more way to stop without giving control.
  void aRealInterruptOrUnparkOfAWaitingThreadMovesNoControl(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<String> log = new ArrayList<>();
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      a.assign(() -> {
        a.switchTo(b);
        log.add("a " + Thread.currentThread().isInterrupted());
      });
      b.assign(() -> {
        LockSupport.unpark(a.thread());
        a.thread().interrupt();
        Thread.yield();
        log.add("b");
        b.finish(a);
      });
      carriers.run(a);
      assertThat(log).containsExactly("b", "a true");
    }
  }

  @EachKind
  void theDriversOwnMarkIsNeitherLostNorSeenByBodies(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      List<Boolean> seen = new ArrayList<>();
      Carrier a = carriers.take();
      a.assign(() -> seen.add(Thread.currentThread().isInterrupted()));
      Thread.currentThread().interrupt();
      carriers.run(a);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(seen).containsExactly(false);
    }
  }
}
