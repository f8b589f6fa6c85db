package org.killpath.lab.campaign;

import org.killpath.engine.runtime.Ready;

/**
 * That of a search with bounded preemptions: how many are allowed at present, and which alternative
 * is taken at each choice, where 0 is to go on with the current task.
 */
final class BoundedFrontier extends PathFrontier {
  private final int bound;
  private int preemptions;

  /**
   * @param bound preemptions at the most; of a search without bound {@link Integer#MAX_VALUE}
   */
  BoundedFrontier(KeptSearch search, int bound) {
    super(search);
    this.bound = bound;
  }

  @Override
  void check() {
    expect(!numbers().isEmpty(), "is cut off");
    final long allowed = numbers().get(0);
    expect(
        bound == Integer.MAX_VALUE ? allowed == bound : allowed >= 0 && allowed <= bound,
        "allows another number of preemptions");
    expect(search().cut() == 0, "cuts executions");
    long tried = 0;
    for (int step = 0; step < length(); step++) {
      final long taken = numbers().get(1 + step);
      expect(taken >= 0 && taken < Byte.MAX_VALUE, "names a task that there cannot be");
      tried += taken;
    }
    expect(tried <= search().begun(), "has tried more than there were executions");
    expect(length() == 0 || numbers().get(length()) > 0, "does not end where a search stops");
    expect(search().begun() > 0 || length() == 0, "does not begin where a search does");
  }

  @Override
  int length() {
    return numbers().size() - 1;
  }

  @Override
  boolean counts(Ready ready) {
    return ready.count() > 1;
  }

  @Override
  int choose(int step, Ready ready) {
    final int taken = Math.toIntExact(numbers().get(1 + step));
    expect(taken < ready.count(), "does not lead through this world");
    final int current = ready.current();
    if (current < 0) {
      return taken;
    }
    if (taken == 0) {
      return current;
    }
    preemptions++;
    expect(preemptions <= numbers().get(0), "has more preemptions than it allows");
    return taken <= current ? taken - 1 : taken;
  }
}
