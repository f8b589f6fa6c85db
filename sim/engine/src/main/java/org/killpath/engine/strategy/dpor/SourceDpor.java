package org.killpath.engine.strategy.dpor;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.Systematic;

/**
 * Exhaustive search with dynamic partial-order reduction: source sets with sleep sets (Abdulla,
 * Aronis, Jonsson, Sagonas: Optimal dynamic partial order reduction, POPL 2014, algorithm 1).
 *
 * <p>Every equivalence class of interleavings is executed at least once; what is in one class is said
 * in {@link Accesses}, and of critical sections in {@link Races}. Executions that a sleep set cuts
 * short are counted apart.
 *
 * <p>How: an execution first repeats a prefix of the one before, up to the last frame in which a task
 * is left to try, tries that one there, and then goes on in a fixed manner. What the log and the
 * frames have of the prefix stays. Whenever a new event
 * is chosen, {@link Races} finds the earlier events that it races with, and each race adds to the frame
 * before the earlier event a task that has to be tried there, too ({@link Frames#mustTry}). When the
 * world has come to rest the tasks that are blocked are asked likewise: had they gone first, they
 * might not have been.
 *
 * <p>The state between two choices, and why the order of the steps in {@link #choose} is what it is:
 *
 * <ul>
 *   <li>{@code pending} has, in the row of each task that could go on once, what it would access
 *       next. It is taken down when the task appears and after each step of its own ({@link Pending#moved}),
 *       before anybody else can take a step, since races are about what was pending then; only where
 *       that depends on the state of the resource it is taken down at each choice. ({@link Pending#look}
 *       comes first.)
 *   <li>{@code sleep} are the tasks that were asleep before the last event, or were done beside it.
 *       The event wakes those that depend on it, as it was when it was performed and as they are now:
 *       {@link #stillAsleep} comes after {@link Pending#look}, and before a frame is opened, which must not
 *       try a sleeper.
 *   <li>{@code idle} are tasks that could go on and are taken not to ({@link Rounds}). Who they are is found
 *       before the frame is met, as nobody must be told that they could.
 *   <li>Races are looked for before the event is in the log, which then still ends with what came
 *       before it; and only from the last frame of the prefix on: what came before has had its races
 *       found in an earlier execution, and they are in the frames.
 *   <li>Whether the event takes a free lock, and whether it opens a wait, shows only before it is
 *       performed, which is when this returns.
 * </ul>
 */
public final class SourceDpor implements Systematic {
  private static final int FRONTIER_HEAD = 2;

  private final EventLog log = new EventLog();
  private final Frames frames = new Frames();
  private final Reversal reversal = new Reversal(log, frames);
  private final Sections sections = new Sections(log, reversal);
  private final Rounds rounds = new Rounds(log, reversal);
  private final Races races = new Races(log, frames, reversal, rounds);
  private final Pending pending = new Pending(log);
  private final Exclusive exclusive = new Exclusive();
  private final Alone alone = new Alone();

  /** Tasks that need not be tried now, but for those that the last event wakes. */
  private long sleep;

  /** Tasks that could go on, and need not ever. */
  private long idle;

  /** Frames that the execution under way repeats. */
  private int prefix;

  /** Steps it has taken; of as many of them as it shares with the one before the log tells. */
  private int steps;

  private boolean cut;
  private boolean complete;
  private long executions;
  private long cutShort;

  @Override
  public String name() {
    return "dpor";
  }

  /** Executions that came to their end: at least one for each class of interleavings. */
  public long executions() {
    return executions;
  }

  /** Executions that turned out to be covered by earlier ones, and were cut. */
  public long cutShort() {
    return cutShort;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean begin(long execution) {
    if (complete) {
      return false;
    }
    log.takeBack(Math.max(prefix - 1, 0));
    races.begin();
    steps = 0;
    pending.begin();
    exclusive.begin();
    alone.begin();
    sleep = sleepersAfter(log.size() - 1);
    return true;
  }

  @Override
  public boolean repeats(boolean isFirstOfPart) {
    if (steps >= log.size()) {
      return false;
    }
    if (isFirstOfPart) {
      races.rested(steps);
    }
    steps++;
    return true; // nothing is new
  }

  @Override
  public int choose(Ready ready) {
    final int depth = steps++;
    if (alone.goesOn(ready, depth >= prefix)) {
      return 0;
    }
    if (alone.wasBefore()) {
      return CUT;
    }
    frames.reach(depth);
    if (ready.isFirstOfPart()) {
      races.rested(depth);
    }
    if (depth < log.size()) {
      return repeated(ready, depth); // nothing is new
    }
    exclusive.check();
    final long canGoOn = pending.look(ready, depth);
    idle = rounds.idle(ready, races.lastRest());
    sleep = stillAsleep(sleep);
    frames.meet(depth, canGoOn & ~idle, sleep);
    final int position = depth < prefix ? repeated(ready, depth) : fresh(ready, depth);
    cut = position == CUT;
    if (!cut) {
      perform(ready, position, depth);
    }
    return position;
  }

  /** Who is asleep after the step at that depth, but for those that it wakes. */
  private long sleepersAfter(int depth) {
    return depth < 0
        ? 0
        : (frames.asleep(depth) | frames.done(depth)) & ~(1L << frames.chosen(depth));
  }

  private int repeated(Ready ready, int depth) {
    for (int position = 0; position < ready.count(); position++) {
      if (ready.index(position) == frames.chosen(depth)) {
        return position;
      }
    }
    throw new ReplayMismatch("the search met a world that is not the one it met before");
  }

  /**
   * The current task if it is awake, which saves a handoff, else the oldest that is; but whoever would
   * begin a round goes on last, since that round might come to nothing.
   */
  private int fresh(Ready ready, int depth) {
    if (rounds.isPostponed()) {
      return CUT;
    }
    int first = CUT;
    for (int i = ready.current() < 0 ? 0 : -1; i < ready.count(); i++) {
      final int position = i < 0 ? ready.current() : i;
      final Task task = ready.task(position);
      if (isAwake(task)) {
        if (!rounds.begins(task)) {
          first = position;
          break;
        }
        first = first == CUT ? position : first;
      }
    }
    if (first != CUT) {
      frames.open(depth, ready.index(first));
    }
    return first;
  }

  private boolean isAwake(Task task) {
    return ((sleep | idle) & 1L << task.number()) == 0;
  }

  /** The task at {@code position} takes the step that makes the next event. */
  private void perform(Ready ready, int position, int depth) {
    final Task task = ready.task(position);
    final int index = task.number();
    final Op op = ready.op(position);
    if (op.givesLockBack()
        && log.acquisitions().last(ready.on(position).variable()) == Acquisitions.NONE) {
      pending.accesses().makeOpaque(index); // it was taken before the first event
    }
    final int[] clock = pending.preview(index, races.lastRest());
    final boolean isNew = depth >= prefix - 1;
    final boolean looks = pending.accesses().looksAtWorld(index);
    sections.next(task, op, looks, isNew);
    if (isNew) {
      rounds.next(task, looks);
      races.find(task, op, pending.accesses(), clock, Rounds.NONE);
    }
    rounds.add(log.size(), task, op, pending.accesses().get(index, 0), races.lastRest());
    log.add(index, pending.accesses(), index);
    if (op.mayBlock() || op == Op.START) {
      log.mightHaveRested();
    }
    if (op.takesLock() || op.givesLockBack()) {
      final Resource lock = ready.on(position);
      exclusive.next(task, op, lock);
      log.acquisitions().performed(depth, op, lock.variable(), lock.ready(task, Op.LOCK));
    }
    if (ready.on(position).opens(op)) {
      log.opened();
    }
    pending.moved(index);
    sleep = sleepersAfter(depth);
  }

  @Override
  public void end(List<Task> tasks) {
    if (alone.wasBefore()) {
      cutShort++;
      return; // once more, from the same prefix on
    }
    races.end();
    rounds.showNeeded(tasks);
    sections.showTries();
    tasks.forEach(sections::end);
    for (Task task : tasks) {
      if (task.isBlocked() && log.knows(task.number())) {
        final int index = task.number();
        pending.set(task);
        if (pending.accesses().looksAtWorld(index)) {
          sections.showGracePeriods();
          rounds.showAll(tasks);
        }
        final int wakersSince = rounds.end(task, races.lastRest());
        races.find(
            task,
            task.pendingOp(),
            pending.accesses(),
            pending.preview(index, races.lastRest()),
            wakersSince);
      }
    }
    if (cut) {
      cutShort++;
    } else {
      executions++;
    }
    final int last = frames.advance(log.size());
    complete = last < 0;
    prefix = last + 1;
  }

  @Override
  public Optional<long[]> frontier() {
    return complete ? Optional.empty() : Optional.of(frames.saved(prefix, executions, cutShort));
  }

  @Override
  public void resume(long[] frontier) {
    if (frontier.length < FRONTIER_HEAD || frontier[0] < 0 || frontier[1] < 0) {
      throw new IllegalArgumentException("a search with reduction leaves no such frontier");
    }
    log.takeBack(0);
    executions = frontier[0];
    cutShort = frontier[1];
    prefix = frames.restore(frontier, FRONTIER_HEAD);
  }

  /** Those of {@code sleepers} that the last event did not wake, as they are after it. */
  private long stillAsleep(long sleepers) {
    long still = sleepers;
    for (long rest = sleepers; rest != 0; rest &= rest - 1) {
      final int sleeper = Long.numberOfTrailingZeros(rest);
      if (Accesses.dependent(pending.accesses(), sleeper, log.accesses(), log.size() - 1)) {
        still &= ~(1L << sleeper);
      }
    }
    return still;
  }
}
