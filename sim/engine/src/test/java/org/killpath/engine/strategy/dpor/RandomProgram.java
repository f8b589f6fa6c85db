package org.killpath.engine.strategy.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.FileTable;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.References;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.WorkList;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.World;

/**
 * A small random program over every primitive, and what one execution of it showed: what each task
 * saw, and where it ended. Two executions of one class of interleavings show the same.
 */
public final class RandomProgram implements Shown {
  /** One operation of a program, on the objects of one world. */
  private enum Step {
    LOCK,
    LOCK_KILLABLE,
    TRYLOCK,
    UNLOCK,
    READ,
    WRITE,
    COMPARE_AND_SET,
    WAIT,
    COMPLETE,
    SLEEP,
    WAKE,
    READER,
    SYNCHRONIZE,
    TOUCH,
    SERVE,
    KILL,
    CHECK_SIGNAL,
    ADD,
    TAKE,
    SET_BIT,
    GET_SIGNAL,
    GET_FILE,
    PUT_FILE,
    LEAVE_FILES,
    GET_REFERENCE,
    PUT_REFERENCE,
    AWAIT_ZERO,
    RENEW,
    WAIT_KILLABLE
  }

  private record Action(Step step, int which) {}

  private final List<List<Action>> programs = new ArrayList<>();

  /** Whether all tasks are threads of one group. */
  private final boolean together;

  private String shown = "";

  public RandomProgram(long seed, int tasks, int steps) {
    final SplittableRandom random = new SplittableRandom(seed);
    together = random.nextBoolean();
    final List<Step> kinds = new ArrayList<>(); // few kinds, so that they meet often
    for (int kind = 0; kind < 5; kind++) {
      kinds.add(Step.values()[random.nextInt(Step.values().length)]);
    }
    for (int task = 0; task < tasks; task++) {
      final List<Action> program = new ArrayList<>();
      final int length = 1 + random.nextInt(steps);
      for (int i = 0; i < length; i++) {
        final Step step = kinds.get(random.nextInt(kinds.size()));
        program.add(new Action(step, random.nextInt(4) == 0 ? 1 : 0));
      }
      programs.add(program);
    }
  }

  @Override
  public String id() {
    return "random";
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
    return programs.toString();
  }

  /** What one task holds that others may hold, too. */
  private static final class Holdings {
    private int references = 1;
    private int counted = 1;
    private boolean files = true;
  }

  private final class Things implements World {
    private final Kernel kernel;
    private final List<Task> tasks = new ArrayList<>();
    private final List<StringBuilder> seen = new ArrayList<>();
    private final TaskGroup shared;
    private final List<Mutex> mutexes = new ArrayList<>();
    private final List<Shared<Integer>> x = new ArrayList<>();
    private final List<Completion> completions = new ArrayList<>();
    private final List<UserPage> pages = new ArrayList<>();
    private final List<WorkList<Integer>> lists = new ArrayList<>();
    private final List<Bit> bits = new ArrayList<>();
    private final FileTable files;
    private final OpenFile file;
    private final References count;

    Things(Kernel kernel) {
      this.kernel = kernel;
      this.shared = kernel.newGroup(new Mm("test"));
      for (int i = 0; i < 2; i++) {
        mutexes.add(new Mutex(kernel, "mutex", i));
        x.add(new Shared<>(kernel, "x", i, 0));
        completions.add(new Completion(kernel, "done", List::of));
        lists.add(new WorkList<>(kernel, "list", i));
        bits.add(new Bit(kernel, "bit", i));
      }
      files = new FileTable(kernel, "files");
      file = new OpenFile(kernel, "file", this::released);
      files.install(file);
      count = new References(kernel, "count", List::of);
      pages.add(new UserPage(kernel, "uffd", UserPage.Backing.USERFAULTFD));
      pages.add(new UserPage(kernel, "dead", UserPage.Backing.FROZEN_STORAGE));
    }

    @Override
    public Kernel kernel() {
      return kernel;
    }

    @Override
    public void begin(Part part) {
      if (part.isMain()) {
        programs.forEach(this::add);
        tasks.forEach(kernel::start);
      }
    }

    private void add(List<Action> program) {
      final StringBuilder mine = new StringBuilder();
      seen.add(mine);
      final TaskGroup group = together ? shared : kernel.newGroup(new Mm("test"));
      final Holdings holdings = new Holdings();
      final Body body =
          current -> program.forEach(action -> perform(current, action, holdings, mine));
      tasks.add(kernel.newTask("task", group, "task", body));
      share();
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
      shown = all.append(x.get(0).peek()).append(x.get(1).peek()).toString();
      return List.of();
    }

    /** One more task holds a reference on the file, and shares the table. */
    private void share() {
      file.shareBeforehand();
      files.share();
    }

    /** Who drops the last reference shows in what it reads and writes. */
    private void released(Task current) {
      x.get(0).set(current, 10 * x.get(0).get(current) + current.number() + 1);
    }

    private void perform(Task current, Action action, Holdings holdings, StringBuilder seen) {
      final int which = action.which();
      final Mutex mutex = mutexes.get(which);
      final boolean mine = mutex.owner().filter(owner -> owner == current).isPresent();
      final Task other = tasks.get(which);
      switch (action.step()) {
        case LOCK -> mutex.lock(current);
        case LOCK_KILLABLE -> seen.append(mutex.lockKillable(current) ? 'L' : 'E');
        case TRYLOCK -> seen.append(mutex.trylock(current) ? 'T' : 'F');
        case UNLOCK -> {
          if (mine) {
            mutex.unlock(current);
          }
        }
        case READ -> seen.append(x.get(which).get(current));
        case WRITE -> x.get(which).set(current, current.number() + 1);
        case COMPARE_AND_SET ->
          seen.append(x.get(which).compareAndSet(current, 0, current.number() + 1) ? 'Y' : 'N');
        case WAIT -> completions.get(which).await(current);
        case WAIT_KILLABLE ->
          seen.append(completions.get(which).awaitKillable(current) ? 'D' : 'E');
        case COMPLETE -> completions.get(which).complete(current);
        case SLEEP -> {
          current.setInterruptible();
          current.schedule();
        }
        case WAKE -> other.wake(current);
        case READER -> {
          kernel.rcu().readLock(current);
          seen.append('r').append(x.get(which).get(current));
          kernel.rcu().readUnlock(current);
        }
        case SYNCHRONIZE -> kernel.rcu().synchronize(current);
        case TOUCH -> seen.append(pages.get(which).copy(current) ? 'p' : 'f');
        case SERVE -> pages.get(which).serve(current);
        case KILL -> other.group().kill(current, TaskGroup.Kill.TGKILL);
        case CHECK_SIGNAL -> seen.append(current.signalPending() ? 's' : '-');
        case ADD -> lists.get(which).add(current, current.number());
        case TAKE -> seen.append(lists.get(which).takeAll(current));
        case GET_SIGNAL -> seen.append(current.getSignal() ? 'K' : '-');
        case GET_FILE -> {
          final boolean got = file.get(current);
          holdings.references += got ? 1 : 0;
          seen.append(got ? 'g' : 'b');
        }
        case PUT_FILE -> {
          if (holdings.references > 0) {
            holdings.references--;
            file.put(current);
          }
        }
        case GET_REFERENCE -> {
          count.get(current);
          holdings.counted++;
        }
        case PUT_REFERENCE -> {
          if (holdings.counted > 0) {
            holdings.counted--;
            seen.append(count.put(current));
          }
        }
        case AWAIT_ZERO -> count.awaitZero(current);
        case RENEW -> {
          count.renew(current);
          holdings.counted = 1;
        }
        case LEAVE_FILES -> {
          if (holdings.files) {
            holdings.files = false;
            files.exit(current);
          }
        }
        case SET_BIT -> seen.append(bits.get(which).testAndSet(current) ? 'b' : 'c');
      }
    }
  }
}
