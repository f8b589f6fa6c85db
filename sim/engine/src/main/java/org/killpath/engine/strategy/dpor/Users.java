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

  private final Accesses accesses;

  // Of each variable.
  private int[] lastWriter = new int[64];
  private int[] lastReader = new int[64];
  private int[] lastLocker = new int[64];

  // Of each use.
  private int[] previous = new int[256 * Accesses.MOST];
  private int[] writerBefore = new int[256 * Accesses.MOST];
  private int[] readerBefore = new int[256 * Accesses.MOST];
  private int[] lockerBefore = new int[256 * Accesses.MOST];

  private int events = 256;

  /**
   * @param accesses what each event accesses, in a row each
   */
  Users(Accesses accesses) {
    this.accesses = accesses;
    Arrays.fill(lastWriter, NONE);
    Arrays.fill(lastReader, NONE);
    Arrays.fill(lastLocker, NONE);
  }

  /** The event that a use is one of. */
  static int event(int use) {
    return use / Accesses.MOST;
  }

  /** The last use that does more than read the variable. */
  int lastWriter(int variable) {
    return variable < lastWriter.length ? lastWriter[variable] : NONE;
  }

  /** The last use that only reads it. */
  int lastReader(int variable) {
    return variable < lastReader.length ? lastReader[variable] : NONE;
  }

  /** The last use that takes it or gives it back as a transparent lock. */
  int lastLocker(int variable) {
    return variable < lastLocker.length ? lastLocker[variable] : NONE;
  }

  /** The one before in the same chain. */
  int previous(int use) {
    return previous[use];
  }

  /** Does the use conflict with {@code access}, by the access that put it into its chain? */
  boolean conflicts(int use, int access) {
    return Dependence.orders(accesses.get(event(use), use % Accesses.MOST), access);
  }

  /** The next event, whose accesses are there, uses what they say. */
  void add(int event) {
    if (event == events) {
      growEvents();
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
    final int variable = Dependence.variable(access);
    if (variable >= lastWriter.length) {
      growVariables(variable);
    }
    writerBefore[use] = lastWriter[variable];
    readerBefore[use] = lastReader[variable];
    lockerBefore[use] = lastLocker[variable];
    if (Dependence.onlyReads(access)) {
      previous[use] = lastReader[variable];
      lastReader[variable] = use;
    } else if (Dependence.locks(access)) {
      previous[use] = lastLocker[variable];
      lastLocker[variable] = use;
    } else if (Dependence.coversAll(access)) {
      previous[use] = NONE;
      lastWriter[variable] = use;
      lastReader[variable] = NONE;
      lastLocker[variable] = NONE;
    } else {
      previous[use] = lastWriter[variable];
      lastWriter[variable] = use;
    }
  }

  /** {@code event}, which is the last, has not been. */
  void takeBack(int event) {
    int slots = 0;
    while (slots < Accesses.MOST && accesses.get(event, slots) != Dependence.NONE) {
      slots++;
    }
    for (int slot = slots - 1; slot >= 0; slot--) {
      final int variable = Dependence.variable(accesses.get(event, slot));
      final int use = event * Accesses.MOST + slot;
      lastWriter[variable] = writerBefore[use];
      lastReader[variable] = readerBefore[use];
      lastLocker[variable] = lockerBefore[use];
    }
  }

  private void growVariables(int variable) {
    final int length = Math.max(lastWriter.length * 2, variable + 1);
    lastWriter = grown(lastWriter, length);
    lastReader = grown(lastReader, length);
    lastLocker = grown(lastLocker, length);
  }

  private static int[] grown(int[] of, int length) {
    final int[] longer = Arrays.copyOf(of, length);
    Arrays.fill(longer, of.length, length, NONE);
    return longer;
  }

  private void growEvents() {
    events *= 2;
    previous = Arrays.copyOf(previous, events * Accesses.MOST);
    writerBefore = Arrays.copyOf(writerBefore, events * Accesses.MOST);
    readerBefore = Arrays.copyOf(readerBefore, events * Accesses.MOST);
    lockerBefore = Arrays.copyOf(lockerBefore, events * Accesses.MOST);
  }
}
