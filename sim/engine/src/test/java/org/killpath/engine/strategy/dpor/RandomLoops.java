package org.killpath.engine.strategy.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Pointer;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.Timeout;
import org.killpath.engine.primitive.WorkList;
import org.killpath.engine.runtime.Part;

/**
 * A small random program of tasks that go through a loop, as workers do, in which they look for work
 * and sleep if there is none; and of others that give them work, wake them, forget to wake them, wake
 * them for nothing, stop them, kill them, and look at what they do. Where a pointer points is among what
 * all of them may want to know.
 */
final class RandomLoops extends RandomTasks<RandomLoops.Step> {
  enum Step {
    QUEUE,
    QUEUE_A_COMPLETION,
    ADD,
    WAKE,
    STOP,
    KILL,
    SIGNAL,
    LOOK,
    IS_EMPTY,
    TAKE,
    READ,
    WRITE,
    WAIT,
    COMPLETE,
    READER,
    SYNCHRONIZE,
    SLEEP,
    STAGE,
    STAGE_OF_REST,
    STAGE_OF_END,
    TIMEOUT,
    POINT,
    POINT_TO_NOTHING,
    POINTS_THERE,
    POINTS_NOWHERE,
    GET,
    CLEAR_IF
  }

  /** How many of its tasks go through a loop, and the first of them. */
  private final int loops;

  private final int firstLoop;

  /** Whether those leave a trace in the first rounds even if there is nothing to do. */
  private final boolean restless;

  private final boolean together;

  /** Whether they are asleep when the others begin. */
  private final boolean asleep;

  RandomLoops(long seed, int tasks, int steps) {
    super("loops");
    final SplittableRandom random = new SplittableRandom(seed);
    loops = tasks > 2 && random.nextInt(4) == 0 ? 2 : 1;
    firstLoop = random.nextBoolean() ? 0 : tasks - loops;
    restless = random.nextInt(5) == 0;
    together = random.nextInt(3) == 0;
    asleep = random.nextInt(3) == 0;
    draw(random, Step.values(), 4, tasks, steps, () -> random.nextInt(loops));
  }

  @Override
  Things things(Kernel kernel) {
    return new Lists(kernel);
  }

  @Override
  public String toString() {
    final List<List<Action<Step>>> others = new ArrayList<>(programs());
    others.subList(firstLoop, firstLoop + loops).clear();
    return loops + " from " + firstLoop + (restless ? " restless " : " ")
        + (together ? "together " : "") + (asleep ? "asleep " : "") + others;
  }

  /** Where the pointer is. */
  private static final class Memory extends Allocation {
    Memory(Kernel kernel) {
      super(kernel, "memory");
    }
  }

  private final class Lists extends Things {
    private final List<WorkList<Body>> lists = new ArrayList<>();
    private final List<Bit> queued = new ArrayList<>();
    private final Bit stop;
    private final Shared<Integer> x;
    private final Completion done;
    private final Pointer<Bit> pointer;
    private final TaskGroup shared;
    private List<Task> all = List.of();

    Lists(Kernel kernel) {
      super(kernel);
      for (int i = 0; i < 2; i++) {
        lists.add(new WorkList<>(kernel, "list", i));
        queued.add(new Bit(kernel, "queued", i));
      }
      stop = new Bit(kernel, "stop");
      x = new Shared<>(kernel, "x", 0);
      done = new Completion(kernel, "done", List::of);
      pointer = new Pointer<>(kernel, "pointer", 0, new Memory(kernel));
      shared = kernel.newGroup(new Mm("test"));
    }

    @Override
    public void begin(Part part) {
      if (part.kind() == Part.Kind.SET_UP) {
        all = makeTasks();
      }
      all.stream()
          .filter(task -> part.isMain() != (asleep && isLoop(task)))
          .forEach(kernel()::start);
    }

    private boolean isLoop(Task task) {
      return task.number() >= firstLoop && task.number() < firstLoop + loops;
    }

    @Override
    TaskGroup group() {
      return together ? shared : kernel().newGroup(new Mm("test"));
    }

    @Override
    Body body(int task, StringBuilder seen) {
      final int loop = task - firstLoop;
      return loop >= 0 && loop < loops
          ? current -> loop(current, loop, seen)
          : current -> programs().get(task).forEach(action -> perform(current, action, seen));
    }

    private void loop(Task current, int which, StringBuilder seen) {
      int restlessly = restless ? 2 : 0;
      for (; ; ) {
        current.beginRound();
        if (current.signalPending() && current.getSignal()) {
          seen.append('K');
          break;
        }
        current.setInterruptible();
        if (stop.test(current)) {
          current.setRunning();
          seen.append('S');
          break;
        }
        if (restlessly-- > 0) {
          x.set(current, x.get(current) + 10);
        }
        final List<Body> items = lists.get(which).takeAll(current);
        if (items.isEmpty()) {
          current.schedule();
        } else {
          current.setRunning();
          seen.append(items.size());
          items.forEach(item -> item.run(current));
        }
      }
    }

    @Override
    String left() {
      return x.peek()
          + "" + pointer.peek().map(Bit::index).orElse(-1)
          + lists.get(0).peek().size()
          + (stop.peek() ? 's' : '-');
    }

    private void queue(Task current, int which, Body body) {
      if (!queued.get(which).testAndSet(current)) {
        lists.get(which).add(current, worker -> {
          queued.get(which).clear(worker);
          body.run(worker);
        });
        looping(which).wake(current);
      }
    }

    private Task looping(int which) {
      return task(firstLoop + which);
    }

    private StringBuilder seenBy(int which) {
      return seen(firstLoop + which);
    }

    private void perform(Task current, Action<Step> action, StringBuilder seen) {
      final int which = action.which();
      final Task looping = looping(which);
      switch (action.step()) {
        case QUEUE -> queue(current, which, worker -> x.set(worker, x.get(worker) + 1));
        case QUEUE_A_COMPLETION -> queue(current, which, done::complete);
        case ADD -> lists.get(which).add(current, worker -> seenBy(which).append(x.get(worker)));
        case WAKE -> looping.wake(current);
        case STOP -> {
          stop.set(current);
          looping.wake(current);
        }
        case KILL -> looping.group().kill(current, TaskGroup.Kill.TGKILL);
        case SIGNAL -> looping.group().signalHandled(current, looping);
        case LOOK -> seen.append(current.signalPending() ? 's' : '-');
        case IS_EMPTY -> seen.append(lists.get(which).isEmpty(current) ? 'e' : 'f');
        case TAKE -> seen.append(lists.get(which).takeAll(current).size());
        case READ -> seen.append(x.get(current));
        case WRITE -> x.set(current, 100 * (current.number() + 1));
        case WAIT -> done.await(current);
        case COMPLETE -> done.complete(current);
        case READER -> {
          kernel().rcu().readLock(current);
          lists.get(which).add(current, worker -> {});
          looping.wake(current);
          kernel().rcu().readUnlock(current);
        }
        case SYNCHRONIZE -> kernel().rcu().synchronize(current);
        case SLEEP -> {
          current.setInterruptible();
          current.schedule();
        }
        case STAGE -> {
          new Stage(kernel(), "x was written", () -> x.peek() > 0).await(current);
          seen.append(looping.state()).append(x.peek());
        }
        case STAGE_OF_REST -> {
          new Stage(kernel(), "it rests", () -> rests(looping), () -> List.of(looping))
              .await(current);
          seen.append(looping.state()).append(x.peek());
        }
        case STAGE_OF_END -> {
          Stage.endOf(looping, "it has ended").await(current);
          seen.append(x.get(current));
        }
        case TIMEOUT -> {
          Timeout.sleep(current, "timer");
          seen.append(x.get(current));
        }
        case POINT -> pointer.set(current, queued.get(current.number() & 1));
        case POINT_TO_NOTHING -> pointer.clear(current);
        case POINTS_THERE -> seen.append(pointer.is(current, queued.get(which)) ? 'y' : 'n');
        case POINTS_NOWHERE -> seen.append(pointer.isNull(current) ? '0' : '*');
        case GET -> seen.append(pointer.get(current).map(Bit::index).orElse(-1));
        case CLEAR_IF -> seen.append(pointer.clearIf(current, queued.get(which)) ? 'c' : 'f');
      }
    }

    private boolean rests(Task task) {
      return task.isExited() || (task.pendingOp() != Op.STAGE && task.isBlocked());
    }
  }
}
