package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** Carriers outlive the bodies they run. */
class PoolTest {

  @EachKind
  void manyExecutionsReuseTheSameThreads(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      Set<Thread> threads = Collections.newSetFromMap(new IdentityHashMap<>());
      long[] bodies = {0};
      for (int execution = 0; execution < 200_000; execution++) {
        Carrier a = carriers.take();
        Carrier b = carriers.take();
        threads.add(a.thread());
        threads.add(b.thread());
        a.assign(() -> {
          bodies[0]++;
          a.finish(b);
        });
        b.assign(() -> bodies[0]++);
        carriers.run(a);
      }
      assertThat(bodies[0]).isEqualTo(400_000);
      assertThat(threads).hasSize(2).allMatch(Thread::isAlive);
    }
  }

  @EachKind
  void aBodyRunsOnTheThreadOfItsCarrier(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      a.assign(() -> assertThat(Thread.currentThread()).isSameAs(a.thread()));
      carriers.run(a);
    }
  }

  @EachKind
  void anExecutionMayBeSetUpByABody(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      int[] ran = {0};
      Carrier explorer = carriers.take();
      explorer.assign(() -> {
        for (int execution = 0; execution < 1_000; execution++) {
          Carrier task = carriers.take();
          task.assign(() -> {
            ran[0]++;
            task.finish(explorer);
          });
          explorer.switchTo(task);
        }
      });
      carriers.run(explorer);
      assertThat(ran[0]).isEqualTo(1_000);
    }
  }

  @EachKind
  void aFinishedCarrierIsIdleBeforeControlGoesOn(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      Carrier[] takenByB = new Carrier[1];
      int[] ran = {0};
      a.assign(() -> a.finish(b));
      b.assign(() -> {
        takenByB[0] = carriers.take();
        takenByB[0].assign(() -> ran[0]++);
        b.finish(takenByB[0]);
      });
      carriers.run(a);
      assertThat(takenByB[0]).isSameAs(a);
      assertThat(ran[0]).isEqualTo(1);
    }
  }

  @EachKind
  void aCarrierThatWasNeverReachedCanBeGivenBack(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      a.assign(() -> {});
      a.giveBack();
      assertThat(carriers.take()).isSameAs(a);
      a.assign(() -> a.switchToDriver());
      carriers.run(a);
      assertThatThrownBy(a::giveBack).isInstanceOf(IllegalStateException.class);
    }
  }

  @EachKind
  void anIdleCarrierTakesNoBody(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      a.assign(() -> {});
      carriers.run(a);
      assertThatThrownBy(() -> a.assign(() -> {})).isInstanceOf(IllegalStateException.class);
    }
  }
}
