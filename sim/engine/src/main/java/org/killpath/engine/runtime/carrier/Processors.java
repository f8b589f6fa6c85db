package org.killpath.engine.runtime.carrier;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The processors that this JVM may use, and which of them sets of threads have made their home.
 *
 * <p>By sched_setaffinity(2), which Linux has. Elsewhere, and where it is forbidden, there are none
 * to choose from, and threads run wherever the system puts them.
 */
public final class Processors {
  /** As many as fit into a cpu_set_t. */
  private static final int MOST = 1024;

  private static final int THIS_THREAD = 0;

  private final LibC libc;
  private final BitSet usable;
  private final Map<Integer, Integer> sets = new HashMap<>();

  /**
   * Where a set has confined the thread. Which processors the system says it may use does not tell: a
   * thread begins with those of the one that made it.
   */
  private final ThreadLocal<Optional<Integer>> confinedTo =
      ThreadLocal.withInitial(Optional::empty);

  private Processors(LibC libc, BitSet usable) {
    this.libc = libc;
    this.usable = usable;
  }

  /** Those of this machine; empty if threads cannot be kept on one. */
  static Optional<Processors> ofThisMachine() {
    return Found.BY_THIS_PROCESS.processors();
  }

  /** Is it worth finding them, if need be, for a set that has made so many handoffs? */
  static boolean areWorthFindingAfter(long handoffs) {
    return Found.BY_THIS_PROCESS.areWorthFindingAfter(handoffs);
  }

  /** A set that has made so many handoffs did without them to its end. */
  static void wereDoneWithout(long handoffs) {
    Found.BY_THIS_PROCESS.wereDoneWithout(handoffs);
  }

  /** What there is, with nobody's claims. */
  static Optional<Processors> find() {
    try {
      final LibC libc = Native.load("c", LibC.class);
      final BitSet usable = mask(libc);
      final Processors found = new Processors(libc, usable);
      return found.allow(usable) ? Optional.of(found) : Optional.empty();
    } catch (LinkageError | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /**
   * A processor for one more set: that of the calling thread if another set of its has confined it
   * to one already, else one that as few sets have claimed as any. Among several of those it is the
   * one where the calling thread runs now: the system, which sees other programs too, put it there.
   */
  synchronized int claim() {
    final int best = confinedTo.get().orElseGet(this::leastClaimed);
    sets.merge(best, 1, Integer::sum);
    return best;
  }

  private int leastClaimed() {
    final int here = libc.sched_getcpu();
    int best = here >= 0 && usable.get(here) ? here : usable.nextSetBit(0);
    for (int each = usable.nextSetBit(0); each >= 0; each = usable.nextSetBit(each + 1)) {
      if (sets.getOrDefault(each, 0) < sets.getOrDefault(best, 0)) {
        best = each;
      }
    }
    return best;
  }

  /**
   * A processor instead of {@code held}, which is given up: where another set of the calling thread
   * has taken it since, else where the system has put it while it might choose.
   */
  synchronized int claimInsteadOf(int held) {
    release(held);
    final int here = libc.sched_getcpu();
    if (here < 0 || isConfined()) {
      return claim();
    }
    sets.merge(here, 1, Integer::sum);
    return here;
  }

  /** The claim is given up. */
  synchronized void release(int processor) {
    sets.merge(processor, -1, Integer::sum);
  }

  /** Lets the calling thread run on that processor only, if the system permits it. */
  void confineTo(int processor) {
    final BitSet one = new BitSet();
    one.set(processor);
    if (allow(one)) {
      confinedTo.set(Optional.of(processor));
    }
  }

  /** Lets the calling thread run on all of them again. */
  void letLoose() {
    allow(usable);
    confinedTo.remove();
  }

  /** Has a set confined the calling thread? */
  boolean isConfined() {
    return confinedTo.get().isPresent();
  }

  /** Where a thread may run that is not confined. */
  BitSet usable() {
    return (BitSet) usable.clone();
  }

  /** Where the calling thread may run. */
  BitSet allowed() {
    return mask(libc);
  }

  private boolean allow(BitSet processors) {
    final long[] words = new long[MOST / Long.SIZE];
    final long[] given = processors.toLongArray();
    System.arraycopy(given, 0, words, 0, given.length);
    return libc.sched_setaffinity(THIS_THREAD, new NativeLong(MOST / Byte.SIZE), words) == 0;
  }

  private static BitSet mask(LibC libc) {
    final long[] words = new long[MOST / Long.SIZE];
    if (libc.sched_getaffinity(THIS_THREAD, new NativeLong(MOST / Byte.SIZE), words) < 0) {
      throw new IllegalStateException("sched_getaffinity: error " + Native.getLastError());
    }
    return BitSet.valueOf(words);
  }

  /** The functions of the C library. */
  interface LibC extends Library {
    int sched_setaffinity(int pid, NativeLong size, long[] mask);

    int sched_getaffinity(int pid, NativeLong size, long[] mask);

    int sched_getcpu();
  }

  /** What a process has found out, if it was worth it. */
  static final class Found {
    private static final Found BY_THIS_PROCESS = new Found();

    /** So many handoffs take about as long as loading a library. */
    private static final long HANDOFFS_WITHOUT = 1 << 12;

    private final AtomicLong without = new AtomicLong();
    private volatile boolean looked;
    private Optional<Processors> processors = Optional.empty();

    synchronized Optional<Processors> processors() {
      if (!looked) {
        processors = find();
        looked = true;
      }
      return processors;
    }

    boolean areWorthFindingAfter(long handoffs) {
      return looked || without.get() + handoffs >= HANDOFFS_WITHOUT;
    }

    void wereDoneWithout(long handoffs) {
      without.addAndGet(handoffs);
    }
  }
}
