package org.killpath.engine.runtime.carrier;

import java.util.ArrayList;
import java.util.List;

/** Carriers that pass control round and do nothing else. */
final class Ring {
  private final Carriers carriers;
  private final int size;
  private long handoffs;

  Ring(Carriers carriers, int size) {
    if (size < 2) {
      throw new IllegalArgumentException("a ring has at least two carriers, not " + size);
    }
    this.carriers = carriers;
    this.size = size;
  }

  /**
   * Passes control round; returns when each body has ended.
   *
   * @return the number of times that control went from one carrier to another
   */
  long run(long laps) {
    handoffs = 0;
    List<Carrier> ring = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ring.add(carriers.take());
    }
    for (int i = 0; i < size; i++) {
      Carrier self = ring.get(i);
      Carrier next = ring.get((i + 1) % size);
      boolean last = i == size - 1;
      self.assign(() -> pass(self, next, last, laps));
    }
    carriers.run(ring.get(0));
    return handoffs;
  }

  private void pass(Carrier self, Carrier next, boolean last, long laps) {
    for (long lap = 0; lap < laps; lap++) {
      handoffs++;
      self.switchTo(next);
    }
    if (!last) {
      handoffs++;
      self.finish(next);
    }
  }
}
