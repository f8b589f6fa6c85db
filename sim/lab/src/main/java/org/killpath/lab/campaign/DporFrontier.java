package org.killpath.lab.campaign;

import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.Strategy;

/**
 * That of the search with partial-order reduction: executions that came to their end, those that
 * were cut; and for each step which task goes on, which have to be tried there, and which have been.
 */
final class DporFrontier extends PathFrontier {
  private static final int HEAD = 2;
  private static final int OF_STEP = 3;

  DporFrontier(KeptSearch search) {
    super(search);
  }

  @Override
  void check() {
    final int size = numbers().size();
    expect(size >= HEAD && (size - HEAD) % OF_STEP == 0, "is cut off");
    expect(
        numbers().get(0) == search().schedules() && numbers().get(1) == search().cut(),
        "is of another number of executions");
    expect((length() == 0) == (search().begun() == 0), "does not begin where a search does");
    long tried = 0;
    for (int step = 0; step < length(); step++) {
      final long task = numbers().get(HEAD + OF_STEP * step);
      expect(task >= 0 && task < Kernel.MOST_TASKS, "names a task that there cannot be");
      final long toTry = toTry(step);
      final long done = done(step);
      expect((toTry & 1L << task) != 0, "takes a step that need not be tried");
      expect((done & 1L << task) == 0, "takes a step that has been tried");
      expect((done & ~toTry) == 0, "has tried what need not be tried");
      tried += Long.bitCount(done);
    }
    expect(length() == 0 || done(length() - 1) != 0, "does not end where a search stops");
    expect(tried <= search().begun(), "has tried more than there were executions");
  }

  private long toTry(int step) {
    return numbers().get(HEAD + OF_STEP * step + 1);
  }

  private long done(int step) {
    return numbers().get(HEAD + OF_STEP * step + 2);
  }

  @Override
  int length() {
    return (numbers().size() - HEAD) / OF_STEP;
  }

  @Override
  boolean counts(Ready ready) {
    return true;
  }

  @Override
  int choose(int step, Ready ready) {
    long canGoOn = 0;
    int position = Strategy.CUT;
    for (int i = 0; i < ready.count(); i++) {
      canGoOn |= 1L << ready.index(i);
      if (ready.index(i) == numbers().get(HEAD + OF_STEP * step)) {
        position = i;
      }
    }
    expect((toTry(step) & ~canGoOn) == 0, "does not lead through this world");
    return position;
  }
}
