package org.killpath.engine.kernel;

import java.util.Arrays;
import org.killpath.engine.runtime.Chooser;
import org.killpath.engine.runtime.Ready;

/** Takes every choice there is, depth first, with no reduction: for worlds of a few steps. */
final class EveryChoice implements Chooser {
  private int[] taken = new int[64];
  private int[] offered = new int[64];
  private int depth;
  private int known;

  @Override
  public int choose(Ready ready) {
    if (ready.count() == 1) {
      return 0;
    }
    if (depth == known) {
      if (known == taken.length) {
        taken = Arrays.copyOf(taken, known * 2);
        offered = Arrays.copyOf(offered, known * 2);
      }
      taken[known] = 0;
      offered[known++] = ready.count();
    } else if (offered[depth] != ready.count()) {
      throw new IllegalStateException("the same choices led to another world");
    }
    return taken[depth++];
  }

  /** Goes on to the next interleaving; false if there is none. */
  boolean next() {
    depth = 0;
    while (known > 0 && taken[known - 1] + 1 == offered[known - 1]) {
      known--;
    }
    if (known == 0) {
      return false;
    }
    taken[known - 1]++;
    return true;
  }
}
