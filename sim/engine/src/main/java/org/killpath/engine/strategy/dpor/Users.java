package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.Dependence;

/**
 * Which events used a variable, as far as that matters to what follows: those since the last that
 * covers all before. A use is a slot of an event's row of {@link Accesses}.
 *
 * <p>Each variable has three chains of uses, the last one first: of those that do more than read it,
 * which end with the one that covers all before, of those that only read it, and of those that take it
 * or give it back as a transparent lock. Readers are many, and need not look at each other; so are
 * these. A use remembers where the chains of its variable began before, so that the last event can be
 * taken back.
 */
final class Users {
  /** No use: the end of a chain. */
  static final int NONE = -1;

  // The chains of a variable: of those that do more than read it, that read it, that lock it.
  private static final int WRITERS = 0;
  private static final int READERS = 1;
  private static final int LOCKERS = 2;

  /** So many numbers stand side by side for each variable and each use, one for each chain. */
  private static final int CHAINS = 4;

  /** Of each use the one before in the same chain, behind the three chains as they were before it. */
  private static final int PREVIOUS = 3;

  private final Accesses accesses;

  /** Of each variable the last use in each chain. */
  private int[] last = new int[64 * CHAINS];

  /** Of each use. */
  private int[] before = new int[128 * Accesses.MOST * CHAINS];

  private int events = 128;

  /**
   * @param accesses what each event accesses, in a row each
   */
  Users(Accesses accesses) {
    this.accesses = accesses;
    Arrays.fill(last, NONE);
  }

  /** The event that a use is one of. */
  static int event(int use) {
    return use / Accesses.MOST;
  }

  /** The last use that does more than read the variable. */
  int lastWriter(int variable) {
    return last(variable, WRITERS);
  }

  /** The last use that only reads it. */
  int lastReader(int variable) {
    return last(variable, READERS);
  }

  /** The last use that takes it or gives it back as a transparent lock. */
  int lastLocker(int variable) {
    return last(variable, LOCKERS);
  }

  private int last(int variable, int chain) {
    final int at = variable * CHAINS + chain;
    return at < last.length ? last[at] : NONE;
  }

  /** The one before in the same chain. */
  int previous(int use) {
    return before[use * CHAINS + PREVIOUS];
  }

  /** Does the use conflict with {@code access}, by the access that put it into its chain? */
  boolean conflicts(int use, int access) {
    return Dependence.orders(accesses.get(event(use), use % Accesses.MOST), access);
  }

  /** The next event, whose accesses are there, uses what they say. */
  void add(int event) {
    if (event == events) {
      events *= 2;
      before = Arrays.copyOf(before, before.length * 2);
    }
    for (int slot = 0; slot < Accesses.MOST; slot++) {
      final int access = accesses.get(event, slot);
      if (access == Dependence.NONE) {
        break;
      }
      add(event * Accesses.MOST + slot, access);
    }
  }

  private void add(int use, int access) {
    final int of = Dependence.variable(access) * CHAINS;
    if (of >= last.length) {
      final int length = last.length;
      last = Arrays.copyOf(last, Math.max(length * 2, of + CHAINS));
      Arrays.fill(last, length, last.length, NONE);
    }
    final int at = use * CHAINS;
    before[at + WRITERS] = last[of + WRITERS];
    before[at + READERS] = last[of + READERS];
    before[at + LOCKERS] = last[of + LOCKERS];
    if (Dependence.coversAll(access)) {
      before[at + PREVIOUS] = NONE;
      last[of + WRITERS] = use;
      last[of + READERS] = NONE;
      last[of + LOCKERS] = NONE;
    } else {
      final int chain =
          Dependence.onlyReads(access) ? READERS : Dependence.locks(access) ? LOCKERS : WRITERS;
      before[at + PREVIOUS] = last[of + chain];
      last[of + chain] = use;
    }
  }

  /** {@code event}, which is the last, has not been. */
  void takeBack(int event) {
    int slots = 0;
    while (slots < Accesses.MOST && accesses.get(event, slots) != Dependence.NONE) {
      slots++;
    }
    for (int slot = slots - 1; slot >= 0; slot--) {
      final int of = Dependence.variable(accesses.get(event, slot)) * CHAINS;
      final int at = (event * Accesses.MOST + slot) * CHAINS;
      last[of + WRITERS] = before[at + WRITERS];
      last[of + READERS] = before[at + READERS];
      last[of + LOCKERS] = before[at + LOCKERS];
    }
  }
}
