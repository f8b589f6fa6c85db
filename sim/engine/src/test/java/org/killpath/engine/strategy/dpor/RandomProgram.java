package org.killpath.engine.strategy.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.killpath.engine.kernel.Body;
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

/**
 * A small random program over every primitive, and what one execution of it showed: what each task
 * saw, and where it ended. Two executions of one class of interleavings show the same.
 */
final class RandomProgram extends RandomTasks<RandomProgram.Step> {
  /** One operation of a program, on the objects of one world. */
  enum Step {
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

  /** Whether all tasks are threads of one group. */
  private static final Part NEXT = Part.later("next");

  private static final Part LAST = Part.later("last");
  private static final Part OVER = Part.later("over");

  private final boolean together;

  /** Of each task when it begins: in the main part, in one of two later ones, or with a task before it. */
  private final List<Begins> begins = new ArrayList<>();

  private enum Begins {
    IN_MAIN,
    IN_NEXT,
    IN_LAST,
    IN_LAST_TOO,
    BY_TASK_BEFORE
  }

  /** Half of those that begin later are started by others. */
  private static final List<Begins> LATER = List.of(
      Begins.IN_NEXT,
      Begins.IN_LAST,
      Begins.IN_LAST_TOO,
      Begins.BY_TASK_BEFORE,
      Begins.BY_TASK_BEFORE,
      Begins.BY_TASK_BEFORE);

  RandomProgram(long seed, int tasks, int steps) {
    this(seed, tasks, steps, 0);
  }

  /** The last {@code later} tasks begin when others are at rest, or are started by others. */
  RandomProgram(long seed, int tasks, int steps, int later) {
    super("random");
    final SplittableRandom random = new SplittableRandom(seed);
    together = random.nextBoolean();
    draw(random, Step.values(), 5, tasks, steps, () -> mostlyTheFirst(random));
    for (int task = 0; task < tasks; task++) {
      begins.add(task < tasks - later ? Begins.IN_MAIN : LATER.get(random.nextInt(LATER.size())));
    }
  }

  @Override
  public String toString() {
    return super.toString() + " begin " + begins;
  }

  @Override
  Things things(Kernel kernel) {
    return new Primitives(kernel);
  }

  /** What one task holds that others may hold, too. */
  private static final class Holdings {
    private int references = 1;
    private int counted = 1;
    private boolean files = true;
  }

  private final class Primitives extends Things {
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

    Primitives(Kernel kernel) {
      super(kernel);
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
    TaskGroup group() {
      return together ? shared : kernel().newGroup(new Mm("test"));
    }

    @Override
    public void begin(Part part) {
      if (part.isMain()) {
        makeTasks();
        start(Begins.IN_MAIN);
      } else if (part.equals(NEXT)) {
        start(Begins.IN_NEXT);
      } else if (part.equals(LAST)) {
        start(Begins.IN_LAST);
        start(Begins.IN_LAST_TOO);
      } else if (part.equals(OVER)) {
        look();
      }
    }

    private void start(Begins when) {
      for (int task = 0; task < begins.size(); task++) {
        if (begins.get(task) == when) {
          kernel().start(task(task));
        }
      }
    }

    @Override
    public List<Part> laterParts(boolean completed) {
      return List.of(NEXT, LAST, OVER);
    }

    @Override
    Body body(int task, StringBuilder seen) {
      final Holdings holdings = new Holdings();
      share();
      return current -> {
        final boolean starts =
            task + 1 < begins.size() && begins.get(task + 1) == Begins.BY_TASK_BEFORE;
        if (starts) {
          kernel().start(task(task + 1));
        }
        programs().get(task).forEach(action -> perform(current, action, holdings, seen));
      };
    }

    @Override
    String left() {
      return x.get(0).peek() + "" + x.get(1).peek();
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

    private void perform(Task current, Action<Step> action, Holdings holdings, StringBuilder seen) {
      final int which = action.which();
      final Mutex mutex = mutexes.get(which);
      final boolean mine = mutex.owner().filter(owner -> owner == current).isPresent();
      final Task other = task(which);
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
          kernel().rcu().readLock(current);
          seen.append('r').append(x.get(which).get(current));
          kernel().rcu().readUnlock(current);
        }
        case SYNCHRONIZE -> kernel().rcu().synchronize(current);
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
