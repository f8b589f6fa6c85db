package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** Several drivers, each with carriers of its own. */
class SideBySideTest {

  @EachKind
  void twoDriversDoNotDisturbEachOther(Kind kind) throws Exception {
    ThisJvm.open(kind).close();
    List<FutureTask<Long>> drivers = new ArrayList<>();
    for (int size : new int[] {2, 3}) {
      FutureTask<Long> driver = new FutureTask<>(() -> handoffsOfManyRings(kind, size));
      drivers.add(driver);
      new Thread(driver, "driver of " + size).start();
    }
    assertThat(drivers.get(0).get()).isEqualTo(1_000 * 41);
    assertThat(drivers.get(1).get()).isEqualTo(1_000 * 62);
  }

  private static long handoffsOfManyRings(Kind kind, int size) {
    long handoffs = 0;
    try (Carriers carriers = Carriers.of(kind)) {
      for (int execution = 0; execution < 1_000; execution++) {
        handoffs += new Ring(carriers, size).run(20);
      }
    }
    return handoffs;
  }
}
