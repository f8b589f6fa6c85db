package org.killpath.explore;

import java.util.function.Consumer;
import org.killpath.kernel.Body;
import org.killpath.kernel.Kernel;
import org.killpath.kernel.Mm;
import org.killpath.kernel.Task;

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
