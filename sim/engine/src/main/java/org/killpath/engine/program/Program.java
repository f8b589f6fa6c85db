package org.killpath.engine.program;

import java.util.function.Consumer;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Mm;
import org.killpath.engine.kernel.Task;

/**
 * A small program on bare primitives, as the papers use them to compare strategies.
 *
 * @param tasks creates its tasks, each by {@link Tasks#add}
 */
public record Program(String name, Consumer<Tasks> tasks) {
  /** Where a program puts its tasks. */
  public static final class Tasks {
    private final Kernel kernel;

    Tasks(Kernel kernel) {
      this.kernel = kernel;
    }

    public Kernel kernel() {
      return kernel;
    }

    /** Another task, with a number for a name. */
    public void add(Body body) {
      final Task task = kernel.newTask("task", kernel.newGroup(new Mm("program's")), "task", body);
      kernel.start(task);
    }
  }
}
