package org.killpath.engine.kernel;

/**
 * A piece of kernel memory that is freed at some time: a task, a device, a file. The resources
 * inside it name it as their {@link Resource#home}, and any operation on one of them after {@link
 * #free} is a use after free. Nobody may be reading it under RCU when it is freed.
 */
public class Allocation extends Resource {
  private volatile boolean freed;

  /** Memory of a class of its own; {@code label} is as kernel reports have it. */
  protected Allocation(Kernel kernel, String label) {
    super(kernel, label);
  }

  /** One of several of its class, told apart by {@code index}. */
  protected Allocation(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  /** {@code kfree()}. */
  public final void free(Task current) {
    visible(current, Op.FREE);
    for (Task task : kernel().tasks()) {
      if (task.rcuReader().isReading(this)) {
        kernel().brokenRule(current, "frees " + name() + ", which " + task + " is reading");
      }
    }
    freed = true;
  }

  /** True once {@link #free} has been performed; asked by observers, so no visible operation. */
  public final boolean isFreed() {
    return freed;
  }
}
