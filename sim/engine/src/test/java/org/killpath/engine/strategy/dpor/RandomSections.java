package org.killpath.engine.strategy.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.Timeout;

/**
 * A small random program of critical sections of transparent locks: empty ones, such as touch a
 * variable, wait, nest, hide what they do, or never end; among what else looks at locks.
 */
final class RandomSections extends RandomTasks<RandomSections.Step> {
  enum Step {
    EMPTY,
    READS,
    WRITES,
    WRITES_THE_OTHER,
    NESTS,
    SPINS,
    WAITS,
    COMPLETES,
    WAKES,
    READS_RCU,
    SYNCHRONIZES,
    HIDES,
    LOCK,
    LOCK_KILLABLE,
    TRYLOCK,
    UNLOCK,
    READ,
    WRITE,
    WAIT,
    COMPLETE,
    SLEEP,
    WAKE,
    KILL,
    STAGE,
    STAGE_OF_REST,
    STAGE_OF_END,
    TIMEOUT,
    TRY_FOR_A_WHILE,
    TRY_FOR_EVER,
    FLUSH
  }

  /** The last of them is for those who go through all of them. */
  private static final int MUTEXES = 3;

  RandomSections(long seed, int tasks, int steps) {
    super("sections");
    final SplittableRandom random = new SplittableRandom(seed);
    draw(random, Step.values(), 5, tasks, steps, () -> mostlyTheFirst(random));
  }

  @Override
  Things things(Kernel kernel) {
    return new Locks(kernel);
  }

  private final class Locks extends Things {
    private final List<Mutex> mutexes = new ArrayList<>();
    private final List<SpinLock> spins = new ArrayList<>();
    private final List<Shared<Integer>> x = new ArrayList<>();
    private final int[] hidden = new int[2];
    private final Completion done;

    Locks(Kernel kernel) {
      super(kernel);
      for (int i = 0; i < MUTEXES; i++) {
        mutexes.add(new Mutex(kernel, "mutex", i).transparent());
      }
      for (int i = 0; i < 2; i++) {
        spins.add(new SpinLock(kernel, "spin", i).transparent());
        x.add(new Shared<>(kernel, "x", i, 0));
      }
      done = new Completion(kernel, "done", List::of);
    }

    @Override
    TaskGroup group() {
      return kernel().newGroup(new Mm("test"));
    }

    @Override
    Body body(int task, StringBuilder seen) {
      return current -> programs().get(task).forEach(action -> perform(current, action, seen));
    }

    @Override
    String left() {
      return x.get(0).peek() + "" + x.get(1).peek();
    }

    private void perform(Task current, Action<Step> action, StringBuilder seen) {
      final Mutex mutex = mutexes.get(action.which());
      final Shared<Integer> variable = x.get(action.which());
      final Task other = task(action.which());
      switch (action.step()) {
        case LOCK -> mutex.lock(current);
        case LOCK_KILLABLE -> seen.append(mutex.lockKillable(current) ? 'L' : 'E');
        case TRYLOCK -> seen.append(mutex.trylock(current) ? 'T' : 'F');
        case UNLOCK -> {
          if (mutex.owner().filter(owner -> owner == current).isPresent()) {
            mutex.unlock(current);
          }
        }
        case READ -> seen.append(variable.get(current));
        case WRITE -> variable.set(current, current.number() + 1);
        case WAIT -> done.await(current);
        case COMPLETE -> done.complete(current);
        case SLEEP -> {
          current.setInterruptible();
          current.schedule();
        }
        case WAKE -> other.wake(current);
        case KILL -> other.group().kill(current, TaskGroup.Kill.TGKILL);
        case STAGE -> {
          new Stage(kernel(), "something was done", this::isSomethingDone).await(current);
          seen.append(mutexes.get(0).owner().isPresent() ? 'H' : 'h')
              .append(x.get(1).peek());
        }
        case STAGE_OF_REST -> {
          new Stage(kernel(), "one rests", () -> rests(other), () -> List.of(other)).await(current);
          seen.append(other.state()).append(x.get(1).peek());
        }
        case STAGE_OF_END -> {
          Stage.endOf(other, "one has ended").await(current);
          seen.append(x.get(0).get(current));
        }
        case TIMEOUT -> {
          Timeout.sleep(current, "timer");
          seen.append(x.get(0).get(current));
        }
        case TRY_FOR_A_WHILE -> tryEach(current, true, seen);
        case TRY_FOR_EVER -> tryEach(current, false, seen);
        case FLUSH -> flushEach(current, action.which());
        default -> {
          mutex.lock(current);
          inside(current, action, seen);
          mutex.unlock(current);
        }
      }
    }

    /** One mutex after the other. */
    private void flushEach(Task current, int which) {
      for (Mutex mutex : mutexes) {
        mutex.lock(current);
        if (mutex.index() == which) {
          x.get(0).set(current, current.number() + 1);
        }
        mutex.unlock(current);
      }
    }

    /** All mutexes, in whichever order they can be had. */
    private void tryEach(Task current, boolean limited, StringBuilder seen) {
      final List<Mutex> left = new ArrayList<>(mutexes);
      do {
        for (Mutex mutex : List.copyOf(left)) {
          if (mutex.trylock(current)) {
            seen.append(mutex.index()).append(x.get(0).get(current));
            mutex.unlock(current);
            left.remove(mutex);
          }
        }
      } while (!left.isEmpty() && Mutex.backOff(current, left, limited));
      seen.append(left.size());
    }

    private boolean isSomethingDone() {
      return x.get(0).peek() > 0 || mutexes.get(0).owner().isPresent();
    }

    private boolean rests(Task task) {
      return task.isExited() || (task.pendingOp() != Op.STAGE && task.isBlocked());
    }

    private void inside(Task current, Action<Step> action, StringBuilder seen) {
      final int which = action.which();
      switch (action.step()) {
        case READS -> seen.append(x.get(0).get(current));
        case WRITES -> x.get(0).set(current, current.number() + 1);
        case WRITES_THE_OTHER -> x.get(1).set(current, current.number() + 1);
        case NESTS -> {
          mutexes.get(1 - which).lock(current);
          seen.append(x.get(which).get(current));
          mutexes.get(1 - which).unlock(current);
        }
        case SPINS -> {
          spins.get(0).lock(current);
          x.get(1).set(current, current.number() + 1);
          spins.get(0).unlock(current);
        }
        case WAITS -> done.await(current);
        case COMPLETES -> done.complete(current);
        case WAKES -> task(which).wake(current);
        case READS_RCU -> {
          kernel().rcu().readLock(current);
          seen.append(x.get(0).get(current));
          kernel().rcu().readUnlock(current);
        }
        case SYNCHRONIZES -> kernel().rcu().synchronize(current);
        case HIDES -> {
          mutexes.get(which).hides();
          hidden[which] = hidden[which] * 7 + current.number() + 1;
          seen.append(hidden[which]);
        }
        default -> {
          // nothing
        }
      }
    }
  }
}
