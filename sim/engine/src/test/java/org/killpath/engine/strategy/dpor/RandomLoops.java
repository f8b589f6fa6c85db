package org.killpath.engine.strategy.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.Timeout;
import org.killpath.engine.primitive.WorkList;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.World;

/**
 * A small random program of tasks that go through a loop, as workers do, in which they look for work
 * and sleep if there is none; and of others that give them work, wake them, forget to wake them, wake
 * them for nothing, stop them, kill them, and look at what they do.
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
    TIMEOUT
  }

  private record Action(Step step, int which) {}

  private final List<List<Action>> programs = new ArrayList<>();

  /** How many of its first tasks go through a loop. */
  private final int loops;

  /** Whether those leave a trace in the first rounds even if there is nothing to do. */
  private final boolean restless;

  private final boolean together;
  private String shown = "";

  RandomLoops(long seed, int tasks, int steps) {
    final SplittableRandom random = new SplittableRandom(seed);
    loops = tasks > 2 && random.nextInt(4) == 0 ? 2 : 1;
    restless = random.nextInt(5) == 0;
    together = random.nextInt(3) == 0;
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
    return loops + (restless ? " restless " : " ") + (together ? "together " : "")
        + programs.subList(loops, programs.size());
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
      shared = kernel.newGroup(new Mm("test"));
    }

    @Override
    public Kernel kernel() {
      return kernel;
    }

    @Override
    public void begin(Part part) {
      if (part.isMain()) {
        for (int task = 0; task < programs.size(); task++) {
          add(task);
        }
        tasks.forEach(kernel::start);
      }
    }

    private void add(int task) {
      final StringBuilder mine = new StringBuilder();
      seen.add(mine);
      final TaskGroup group = together ? shared : kernel.newGroup(new Mm("test"));
      final Body body = task < loops
          ? current -> loop(current, task, mine)
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
      all.append(x.peek()).append(lists.get(0).peek().size());
      shown = all.append(stop.peek() ? 's' : '-').toString();
      return List.of();
    }

    private void queue(Task current, int which, Body body) {
      if (!queued.get(which).testAndSet(current)) {
        lists.get(which).add(current, worker -> {
          queued.get(which).clear(worker);
          body.run(worker);
        });
        tasks.get(which).wake(current);
      }
    }

    private void perform(Task current, Action action, StringBuilder seen) {
      final int which = action.which();
      final Task looping = tasks.get(which);
      switch (action.step()) {
        case QUEUE -> queue(current, which, worker -> x.set(worker, x.get(worker) + 1));
        case QUEUE_A_COMPLETION -> queue(current, which, done::complete);
        case ADD ->
          lists.get(which).add(current, worker -> this.seen.get(which).append(x.get(worker)));
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
      }
    }

    private boolean rests(Task task) {
      return task.isExited() || (task.pendingOp() != Op.STAGE && task.isBlocked());
    }
  }
}
