package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** Closing ends the threads, wherever their bodies are. */
class CloseTest {

  @EachKind
  void closingLeavesNoThreadBehind(Kind kind) {
    List<Thread> threads = new ArrayList<>();
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier neverReached = carriers.take();
      neverReached.assign(() -> {});
      Carrier halfway = carriers.take();
      halfway.assign(halfway::switchToDriver);
      Carrier ended = carriers.take();
      ended.assign(() -> {});
      carriers.run(halfway);
      carriers.run(ended);
      for (Carrier carrier : List.of(neverReached, halfway, ended)) {
        threads.add(carrier.thread());
      }
      assertThat(threads).allMatch(Thread::isAlive);
    }
    assertThat(threads).hasSize(3).noneMatch(Thread::isAlive);
  }

  @EachKind
  void aWaitingBodyIsUnwoundEvenIfItTriesToGoOn(Kind kind) {
    List<String> log = new ArrayList<>();
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      a.assign(() -> {
        try {
          a.switchTo(b);
          log.add("not reached");
        } finally {
          log.add("unwinding");
          a.switchTo(b);
          log.add("not reached");
        }
      });
      b.assign(b::switchToDriver);
      carriers.run(a);
    }
    assertThat(log).containsExactly("unwinding");
  }

  @EachKind
  void aClosedSetRefusesEverythingButClosingAgain(Kind kind) {
    Carriers carriers = ThisJvm.open(kind);
    Carrier a = carriers.take();
    carriers.close();
    carriers.close();
    assertThatThrownBy(carriers::take).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> carriers.run(a)).isInstanceOf(IllegalStateException.class);
  }
}
