package org.killpath.engine.program;

import java.util.function.Consumer;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.Subject;
import org.killpath.engine.search.World;

/**
 * A small program on bare primitives, as the papers use them to compare strategies: a subject that
 * has one part, in which every task has to come to its end.
 *
 * @param tasks makes what they share, and creates the tasks, each by {@link Tasks#add}
 */
public record Program(String id, Consumer<Tasks> tasks) implements Subject {
  @Override
  public String name() {
    return "program " + id;
  }

  @Override
  public World world(Interleaver interleaver) {
    return new Tasks(new Kernel(interleaver), tasks);
  }

  /** Where a program puts its tasks. */
  public static final class Tasks implements World {
    private final Kernel kernel;
    private final Consumer<Tasks> program;

    Tasks(Kernel kernel, Consumer<Tasks> program) {
      this.kernel = kernel;
      this.program = program;
    }

    @Override
    public Kernel kernel() {
      return kernel;
    }

    /** Another task, called task. */
    public void add(Body body) {
      add("task", body);
    }

    /** Another task, in a group of its own. */
    public void add(String role, Body body) {
      final Task task = kernel.newTask(role, kernel.newGroup(new Mm("program's")), role, body);
      kernel.start(task);
    }

    @Override
    public void begin(Part part) {
      if (part.isMain()) {
        program.accept(this);
      }
    }
  }
}
