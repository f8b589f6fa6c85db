package org.killpath.engine.strategy.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Interleaver;
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
import org.killpath.engine.search.World;

/**
 * A small random program of tasks that go through a loop, as workers do, in which they look for work
 * and sleep if there is none; and of others that give them work, wake them, forget to wake them, wake
 * them for nothing, stop them, kill them, and look at what they do. Where a pointer points is among what
 * all of them may want to know.
 */
final class RandomLoops implements Shown {
  private enum Step {
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

  private record Action(Step step, int which) {}

  private final List<List<Action>> programs = new ArrayList<>();

  /** How many of its tasks go through a loop, and the first of them. */
  private final int loops;

  private final int firstLoop;

  /** Whether those leave a trace in the first rounds even if there is nothing to do. */
  private final boolean restless;

  private final boolean together;

  /** Whether they are asleep when the others begin. */
  private final boolean asleep;

  private String shown = "";

  RandomLoops(long seed, int tasks, int steps) {
    final SplittableRandom random = new SplittableRandom(seed);
    loops = tasks > 2 && random.nextInt(4) == 0 ? 2 : 1;
    firstLoop = random.nextBoolean() ? 0 : tasks - loops;
    restless = random.nextInt(5) == 0;
    together = random.nextInt(3) == 0;
    asleep = random.nextInt(3) == 0;
    final List<Step> kinds = new ArrayList<>(); // few kinds, so that they meet often
    for (int kind = 0; kind < 4; kind++) {
      kinds.add(Step.values()[random.nextInt(Step.values().length)]);
    }
    for (int task = 0; task < tasks; task++) {
      final List<Action> program = new ArrayList<>();
      final int length = 1 + random.nextInt(steps);
      for (int i = 0; i < length; i++) {
        program.add(new Action(kinds.get(random.nextInt(kinds.size())), random.nextInt(loops)));
      }
      programs.add(program);
    }
  }

  @Override
  public String id() {
    return "loops";
  }

  @Override
  public World world(Interleaver interleaver) {
    return new Things(new Kernel(interleaver));
  }

  @Override
  public String shown() {
    return shown;
  }

  @Override
  public String toString() {
    final List<List<Action>> others = new ArrayList<>(programs);
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

  private final class Things implements World {
    private final Kernel kernel;
    private final List<Task> tasks = new ArrayList<>();
    private final List<StringBuilder> seen = new ArrayList<>();
    private final List<WorkList<Body>> lists = new ArrayList<>();
    private final List<Bit> queued = new ArrayList<>();
    private final Bit stop;
    private final Shared<Integer> x;
    private final Completion done;
    private final Pointer<Bit> pointer;
    private final TaskGroup shared;

    Things(Kernel kernel) {
      this.kernel = kernel;
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
    public Kernel kernel() {
      return kernel;
    }

    @Override
    public void begin(Part part) {
      if (part.isMain()) {
        tasks.stream().filter(task -> !asleep || !isLoop(task)).forEach(kernel::start);
      } else if (part.kind() == Part.Kind.SET_UP) {
        for (int task = 0; task < programs.size(); task++) {
          add(task);
        }
        tasks.stream().filter(task -> asleep && isLoop(task)).forEach(kernel::start);
      }
    }

    private boolean isLoop(Task task) {
      return task.number() >= firstLoop && task.number() < firstLoop + loops;
    }

    private void add(int task) {
      final StringBuilder mine = new StringBuilder();
      seen.add(mine);
      final TaskGroup group = together ? shared : kernel.newGroup(new Mm("test"));
      final int loop = task - firstLoop;
      final Body body = loop >= 0 && loop < loops
          ? current -> loop(current, loop, mine)
          : current -> programs.get(task).forEach(action -> perform(current, action, mine));
      tasks.add(kernel.newTask("task", group, "task", body));
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

    /** Everybody is at rest: what is to be seen now. */
    @Override
    public List<Part> laterParts(boolean completed) {
      final StringBuilder all = new StringBuilder();
      for (int i = 0; i < seen.size(); i++) {
        final Task task = tasks.get(i);
        all.append(seen.get(i)).append(task.state());
        if (!task.isExited()) {
          all.append(task.pendingOp()).append(task.pendingOn().name());
        }
        all.append(';');
      }
      all.append(x.peek())
          .append(pointer.peek().map(Bit::index).orElse(-1))
          .append(lists.get(0).peek().size());
      shown = all.append(stop.peek() ? 's' : '-').toString();
      return List.of();
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
      return tasks.get(firstLoop + which);
    }

    private StringBuilder seenBy(int which) {
      return seen.get(firstLoop + which);
    }

    private void perform(Task current, Action action, StringBuilder seen) {
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
          kernel.rcu().readLock(current);
          lists.get(which).add(current, worker -> {});
          looping.wake(current);
          kernel.rcu().readUnlock(current);
        }
        case SYNCHRONIZE -> kernel.rcu().synchronize(current);
        case SLEEP -> {
          current.setInterruptible();
          current.schedule();
        }
        case STAGE -> {
          new Stage(kernel, "x was written", () -> x.peek() > 0).await(current);
          seen.append(looping.state()).append(x.peek());
        }
        case STAGE_OF_REST -> {
          new Stage(kernel, "it rests", () -> rests(looping), () -> List.of(looping))
              .await(current);
          seen.append(looping.state()).append(x.peek());
        }
        case STAGE_OF_END -> {
          Stage.endOf(looping, "it has ended").await(current);
          seen.append(x.get(current));
        }
        case TIMEOUT -> {
          Timeout.sleep(current, "timer");
          seen.append(x.peek());
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
