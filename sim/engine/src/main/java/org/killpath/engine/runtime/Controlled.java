package org.killpath.engine.runtime;

import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.WorldEnded;
import org.killpath.engine.runtime.carrier.Carrier;
import org.killpath.engine.runtime.carrier.Carriers;

/**
 * Runs one task at a time: at each visible operation a {@link Chooser} picks who goes on. There is
 * no scheduler thread; the task that reaches an operation decides, and hands over if it has to.
 *
 * <p>Life of a world: {@link #begin}, then {@link #runFixed} and {@link #run}, each to quiescence,
 * as often as there are phases, then {@link #end}. One instance serves one driver thread, world
 * after world.
 */
public final class Controlled implements Interleaver, AutoCloseable {
  /** More steps than any world of ours takes; whoever gets here loops. */
  private static final int MOST_STEPS = 1_000_000;

  /** The rule of the fixed part. */
  private static final Chooser PLAIN = Deviations::plain;

  @SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace
  private static final WorldEnded ENDED = new WorldEnded();

  private final Carriers carriers;
  private final Ready ready = new Ready();
  private final Deviations deviations = new Deviations();
  private Chooser chooser = PLAIN;
  private StepObserver observer = StepObserver.NONE;
  private Task last;
  private boolean fixed;
  private boolean atRest;
  private boolean ending;
  private boolean cut;
  private int rests;
  private int steps;
  private int handoffs;
  private long digest;

  /** Takes its threads from {@code carriers}, and closes them when it is closed. */
  public Controlled(Carriers carriers) {
    this.carriers = carriers;
  }

  // --- for the driver

  /** Forgets the last world. */
  public void begin(Chooser next, StepObserver watching) {
    if (!ready.isNobodyLive()) {
      throw new IllegalStateException("the last world has not ended");
    }
    deviations.begin(next == chooser);
    chooser = next;
    observer = watching;
    last = null;
    fixed = false;
    ending = false;
    cut = false;
    rests = 0;
    steps = 0;
    handoffs = 0;
    digest = 0;
  }

  /** Runs to quiescence by a fixed rule, asking nobody: for a set-up that is not the subject. */
  public void runFixed() {
    fixed = true;
    runToQuiescence();
    fixed = false;
    last = null;
  }

  /** Runs until no task can take a step. */
  public void run() {
    runToQuiescence();
  }

  private void runToQuiescence() {
    atRest = true;
    rests++;
    final Task first = next();
    if (first != null) {
      handoffs++;
      carriers.run(carrierOf(first));
    }
  }

  /** True if the chooser ended the execution before it was quiescent. */
  public boolean isCut() {
    return cut;
  }

  /** Unwinds whoever is still blocked, so that all carriers are free for the next world. */
  public void end() {
    ending = true;
    while (!ready.isNobodyLive()) {
      final Task task = ready.youngest();
      if (task.pendingOp() == Op.START) {
        carrierOf(task).giveBack();
        ready.leave(task);
      } else {
        carriers.run(carrierOf(task));
      }
    }
  }

  /** Where the execution has left the plain course since {@link #begin}. */
  public Deviations deviations() {
    return deviations;
  }

  /** Visible operations since {@link #begin}, with those of the fixed part. */
  public int steps() {
    return steps;
  }

  /** Operations for which more than one task was a candidate. */
  public int decisions() {
    return deviations.decisions();
  }

  /** How often another thread had to go on. */
  public int handoffs() {
    return handoffs;
  }

  /** A digest of all steps: who did what on what. Equal schedules have equal digests. */
  public long digest() {
    return digest;
  }

  @Override
  public void close() {
    carriers.close();
  }

  // --- for the tasks

  @Override
  public void step(Task current, Op op, Resource on) {
    if (fixed && current == last && observer == StepObserver.NONE) {
      count(current, op, on); // it goes on at once, so nobody sees what is pending
    } else {
      current.pend(op, on);
      yieldTo(current);
    }
  }

  @Override
  public void await(Task current, Op op, Resource on) {
    current.pend(op, on);
    yieldTo(current);
    if (!on.attempt(current, op)) {
      throw new IllegalStateException(current + " was chosen but cannot " + op + " " + on);
    }
  }

  @Override
  public void start(Task task) {
    final Carrier carrier = carriers.take();
    task.setCarrier(carrier);
    carrier.assign(() -> live(task));
    ready.enter(task);
  }

  @Override
  public void interrupt(Task task) {
    if (task.carrier() instanceof Carrier carrier) {
      carrier.interrupt();
    }
  }

  @Override
  public void unpark(Task task) {
    // Nobody is parked on its own account: readiness is looked up at each decision.
  }

  private void live(Task task) {
    try {
      if (!ending) {
        task.run();
      }
    } catch (WorldEnded ended) {
      // as intended
    } finally {
      ready.leave(task);
    }
    final Carrier carrier = carrierOf(task);
    task.markExited();
    final Task next = ending ? null : next();
    if (next == null) {
      carrier.finishToDriver();
    } else {
      handoffs++;
      carrier.finish(carrierOf(next));
    }
  }

  private void yieldTo(Task current) {
    if (fixed && current == last && current.canStep()) {
      observe(current);
      return;
    }
    final Task next = next();
    if (next != current) {
      final Carrier carrier = carrierOf(current);
      if (next == null) {
        carrier.switchToDriver();
      } else {
        handoffs++;
        carrier.switchTo(carrierOf(next));
      }
      if (ending) {
        throw ENDED;
      }
    }
  }

  /** The task that takes the next step, or null if none can. */
  private Task next() {
    final Task next = deviations.isNextKnown() && !fixed ? asBefore() : chosen();
    if (next != null) {
      atRest = false;
      observe(next);
      if (last != next) {
        last = next; // a collector is told of each store
      }
    }
    return next;
  }

  /** Whoever went on in the execution before, if that is to be repeated. */
  private Task asBefore() {
    final int number = deviations.nextTask();
    if (deviations.nextRest() != rests || !ready.canStep(number) || !chooser.repeats(atRest)) {
      return chosen();
    }
    deviations.repeat();
    return ready.numbered(number);
  }

  private Task chosen() {
    ready.look(last, atRest);
    if (ready.count() == 0) {
      return null;
    }
    if (fixed) {
      return ready.task(PLAIN.choose(ready));
    }
    final int position = chooser.choose(ready);
    if (position == Chooser.CUT) {
      cut = true;
      return null;
    }
    if (position < 0 || position >= ready.count()) {
      throw new IllegalStateException("position " + position + " was chosen, where there are "
          + ready.count() + " tasks that can go on");
    }
    deviations.add(ready, position, rests);
    return ready.task(position);
  }

  private void observe(Task chosen) {
    count(chosen, chosen.pendingOp(), chosen.pendingOn());
    if (observer != StepObserver.NONE) {
      final boolean isBlocked = last != null && (last.isExited() || !last.canStep());
      observer.step(chosen, last == null ? chosen : last, isBlocked);
    }
  }

  @SuppressWarnings("EnumOrdinal") // a digest needs a number that is distinct
  private void count(Task task, Op op, Resource on) {
    if (++steps > MOST_STEPS) {
      throw new IllegalStateException("not quiescent after " + MOST_STEPS + " steps: " + task + " "
          + op.phrase() + " " + on.name() + " and so on");
    }
    digest = (digest * 31 + task.id()) * 1_000_003 + op.ordinal() * 4099L + on.id();
  }

  private static Carrier carrierOf(Task task) {
    return (Carrier) task.carrier();
  }
}
