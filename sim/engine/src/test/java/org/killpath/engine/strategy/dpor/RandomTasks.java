package org.killpath.engine.strategy.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.World;

/**
 * A small random program, and what one execution of it showed: what each task saw, and where it ended.
 * Two executions of one class of interleavings show the same.
 */
abstract class RandomTasks<S> implements Shown {
  /** One operation of a program, on one of the objects of its kind. */
  record Action<S>(S step, int which) {}

  /** The objects of one world, and who does what with them. */
  abstract class Things implements World {
    private final Kernel kernel;
    private final List<Task> tasks = new ArrayList<>();
    private final List<StringBuilder> seen = new ArrayList<>();

    Things(Kernel kernel) {
      this.kernel = kernel;
    }

    @Override
    public final Kernel kernel() {
      return kernel;
    }

    final Task task(int index) {
      return tasks.get(index);
    }

    final StringBuilder seen(int task) {
      return seen.get(task);
    }

    @Override
    public void begin(Part part) {
      if (part.isMain()) {
        makeTasks();
        tasks.forEach(kernel::start);
      }
    }

    /** A task for each program; none of them runs yet. */
    final List<Task> makeTasks() {
      for (int task = 0; task < programs.size(); task++) {
        final StringBuilder mine = new StringBuilder();
        seen.add(mine);
        tasks.add(kernel.newTask("task", group(), "task", body(task, mine)));
      }
      return tasks;
    }

    /** The group of the next task. */
    abstract TaskGroup group();

    /** What a task does; it tells {@code seen} what it sees. */
    abstract Body body(int task, StringBuilder seen);

    /** What there is to be seen at the end besides. */
    abstract String left();

    @Override
    public List<Part> laterParts(boolean completed) {
      look();
      return List.of();
    }

    /** Everybody is at rest: what is to be seen now. */
    final void look() {
      final StringBuilder all = new StringBuilder();
      for (int i = 0; i < seen.size(); i++) {
        final Task task = tasks.get(i);
        all.append(seen.get(i)).append(task.state());
        if (!task.isExited()) {
          all.append(task.pendingOp()).append(task.pendingOn().name());
        }
        all.append(';');
      }
      shown = all.append(left()).toString();
    }
  }

  private final String id;
  private final List<List<Action<S>>> programs = new ArrayList<>();
  private String shown = "";

  RandomTasks(String id) {
    this.id = id;
  }

  /**
   * Draws the programs, of few kinds of steps, so that they meet often.
   *
   * @param which draws the object of a step
   */
  final void draw(
      SplittableRandom random,
      S[] steps,
      int kindCount,
      int tasks,
      int longest,
      IntSupplier which) {
    final List<S> kinds = new ArrayList<>();
    for (int kind = 0; kind < kindCount; kind++) {
      kinds.add(steps[random.nextInt(steps.length)]);
    }
    for (int task = 0; task < tasks; task++) {
      final List<Action<S>> program = new ArrayList<>();
      final int length = 1 + random.nextInt(longest);
      for (int i = 0; i < length; i++) {
        final S step = kinds.get(random.nextInt(kinds.size()));
        program.add(new Action<>(step, which.getAsInt()));
      }
      programs.add(program);
    }
  }

  /** The first of two objects mostly. */
  static int mostlyTheFirst(SplittableRandom random) {
    return random.nextInt(4) == 0 ? 1 : 0;
  }

  final List<List<Action<S>>> programs() {
    return programs;
  }

  abstract Things things(Kernel kernel);

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final World world(Interleaver interleaver) {
    return things(new Kernel(interleaver));
  }

  @Override
  public final String shown() {
    return shown;
  }

  @Override
  public String toString() {
    return programs.toString();
  }
}
