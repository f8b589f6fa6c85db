package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.Dependence;

/**
 * Which events used a variable, as far as that matters to what follows: those since the last that
 * covers all before. A use is one of the accesses of an event.
 *
 * <p>Each variable has three chains of uses, the last one first: of those that do more than read it,
 * which end with the one that covers all before, of those that only read it, and of those that take it
 * or give it back as a transparent lock. Readers are many, and need not look at each other; so are
 * these. A use remembers where the chains of its variable began before, so that the last events can be
 * taken back.
 */
final class Users {
  /** No use: the end of a chain. */
  static final int NONE = -1;

  // The chains of a variable: of those that do more than read it, that read it, that lock it.
  private static final int WRITERS = 0;
  private static final int READERS = 1;
  private static final int LOCKERS = 2;

  /** So many numbers stand side by side for each variable, one for each chain. */
  private static final int CHAINS = 4;

  // Of each use stand behind the chains as they were before it: the use before in its own, and what
  // it is.
  private static final int PREVIOUS = 3;
  private static final int EVENT = 4;
  private static final int ACCESS = 5;
  private static final int NUMBERS = 8;

  /** Of each variable the last use in each chain. */
  private int[] last = new int[64 * CHAINS];

  /** All uses, in their order. */
  private int[] uses = new int[256 * NUMBERS];

  private int count;

  Users() {
    Arrays.fill(last, NONE);
  }

  /** The event that a use is one of. */
  int event(int use) {
    return uses[use * NUMBERS + EVENT];
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
    return uses[use * NUMBERS + PREVIOUS];
  }

  /** Does the use conflict with {@code access}, by the access that put it into its chain? */
  boolean conflicts(int use, int access) {
    return Dependence.orders(uses[use * NUMBERS + ACCESS], access);
  }

  /** {@code event}, which is the next one, uses what its row of {@code accesses} says. */
  void add(int event, Accesses accesses) {
    for (int slot = 0; slot < Accesses.MOST; slot++) {
      final int access = accesses.get(event, slot);
      if (access == Dependence.NONE) {
        break;
      }
      add(event, access);
    }
  }

  private void add(int event, int access) {
    final int of = Dependence.variable(access) * CHAINS;
    if (of >= last.length) {
      final int length = last.length;
      last = Arrays.copyOf(last, Math.max(length * 2, of + CHAINS));
      Arrays.fill(last, length, last.length, NONE);
    }
    final int use = count++;
    final int at = use * NUMBERS;
    if (at == uses.length) {
      uses = Arrays.copyOf(uses, at * 2);
    }
    uses[at + EVENT] = event;
    uses[at + ACCESS] = access;
    uses[at + WRITERS] = last[of + WRITERS];
    uses[at + READERS] = last[of + READERS];
    uses[at + LOCKERS] = last[of + LOCKERS];
    if (Dependence.coversAll(access)) {
      uses[at + PREVIOUS] = NONE;
      last[of + WRITERS] = use;
      last[of + READERS] = NONE;
      last[of + LOCKERS] = NONE;
    } else {
      final int chain =
          Dependence.onlyReads(access) ? READERS : Dependence.locks(access) ? LOCKERS : WRITERS;
      uses[at + PREVIOUS] = last[of + chain];
      last[of + chain] = use;
    }
  }

  /** Only so many {@code events} have been. */
  void takeBack(int events) {
    while (count > 0 && event(count - 1) >= events) {
      final int at = --count * NUMBERS;
      final int of = Dependence.variable(uses[at + ACCESS]) * CHAINS;
      last[of + WRITERS] = uses[at + WRITERS];
      last[of + READERS] = uses[at + READERS];
      last[of + LOCKERS] = uses[at + LOCKERS];
    }
  }
}
