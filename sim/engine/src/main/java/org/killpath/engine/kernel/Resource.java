package org.killpath.engine.kernel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.killpath.engine.kernel.state.TaskState;

/**
 * Something that tasks contend for: a lock, a completion, a page, a shared field.
 *
 * <p>For operations that may block ({@link Op#mayBlock}) a resource tells, by state alone, whether
 * the operation could be performed now ({@link #ready}), performs it without blocking ({@link
 * #attempt}), or really blocks the calling thread until it is worth another attempt ({@link
 * #block}). {@code ready} is read by other threads too, so it looks only at published state.
 */
public abstract class Resource implements Promises {
  private static final int NO_INDEX = -1;
  private static final int FACTS = 8;

  private final Kernel kernel;
  private final String label;
  private final int index;
  private final int id;
  private final int variable;

  // What must not have been freed, this itself if it is memory, or null: looked at in every step.
  private final Allocation memory;

  /**
   * The only one of its class, in memory that is never freed.
   *
   * @param label the name that kernel reports use for the class, for example {@code dev.mutex}
   */
  protected Resource(Kernel kernel, String label) {
    this(kernel, null, label, NO_INDEX);
  }

  /**
   * One of several of its class, in memory that is never freed.
   *
   * @param index which one of its class, from 0
   */
  protected Resource(Kernel kernel, String label, int index) {
    this(kernel, null, label, index);
  }

  /**
   * The only one of its class.
   *
   * @param home the memory it lives in
   */
  protected Resource(Kernel kernel, String label, Allocation home) {
    this(kernel, Objects.requireNonNull(home), label, NO_INDEX);
  }

  /** One of several of its class, which lives in {@code home}. */
  protected Resource(Kernel kernel, String label, int index, Allocation home) {
    this(kernel, Objects.requireNonNull(home), label, index);
  }

  /** Named as {@code namesake} is, and in the same memory. */
  protected Resource(Resource namesake) {
    this(namesake.kernel, namesake.homeOrNull(), namesake.label, namesake.index);
  }

  /** A part of {@code whole}: whoever accesses the part accesses that. */
  protected Resource(Resource whole, String label) {
    this.kernel = whole.kernel;
    this.label = label;
    this.index = NO_INDEX;
    this.memory = whole.homeOrNull();
    this.id = kernel.nextResourceId();
    this.variable = whole.variable;
  }

  private Resource(Kernel kernel, Allocation homeOrNull, String label, int index) {
    this.kernel = kernel;
    this.label = label;
    this.index = index;
    this.memory = this instanceof Allocation self ? self : homeOrNull;
    this.id = kernel.nextResourceId();
    this.variable = id << 1; // facts have the odd numbers
  }

  /** Announces a visible operation that never blocks, and catches a touch of freed memory. */
  protected final void visible(Task current, Op op) {
    kernel.interleaver().step(current, op, this);
    checkNotFreed(current, op);
  }

  /** Performs a visible operation that may block, and catches a touch of freed memory. */
  protected final void blocking(Task current, Op op) {
    if (op != Op.SPIN_LOCK && current.rcuReader().isInside()) {
      kernel.brokenRule(current, "might sleep inside a reader of rcu");
    }
    kernel.interleaver().await(current, op, this);
    checkNotFreed(current, op);
  }

  /** Lets {@code task}, which may be parked in {@link #block}, look at its wait again. */
  protected final void unpark(Task task) {
    kernel.interleaver().unpark(task);
  }

  private void checkNotFreed(Task current, Op op) {
    if (memory != null && memory.isFreed()) {
      kernel.useAfterFree(current, op, this);
    }
  }

  private Allocation homeOrNull() {
    return this instanceof Allocation ? null : memory;
  }

  /** Could {@code task} perform {@code op} now, or has it in truth done so already? */
  public boolean ready(Task task, Op op) {
    return true;
  }

  /**
   * Performs {@code op} if that needs no wait; true if it has been performed. Where a wait only
   * waits, and takes nothing, there is no more to it than being ready.
   */
  public boolean attempt(Task task, Op op) {
    return ready(task, op);
  }

  /**
   * Really blocks the calling thread. Returns true if {@code op} has been performed, false if
   * another {@link #attempt} is due; spurious returns are allowed.
   */
  public boolean block(Task task, Op op) throws InterruptedException {
    throw new IllegalStateException(op + " on " + name() + " never blocks");
  }

  /** The state a task is in while it waits here. */
  public TaskState waitState(Task task, Op op) {
    return TaskState.R;
  }

  /**
   * The tasks that one who waits here waits for; empty if it waits for the outside world, or for
   * somebody unknown.
   */
  public List<Task> awaited(Task task, Op op) {
    return List.of();
  }

  /** True if only somebody outside the kernel (who serves the page) can end the wait. */
  public boolean outside() {
    return false;
  }

  /** The kernel that it belongs to. */
  public final Kernel kernel() {
    return kernel;
  }

  /** The class of this resource, as in a lock list: the same for each of several. */
  public final String label() {
    return label;
  }

  /** The label with the index, if there is one: {@code dev[0].mutex}. */
  public final String name() {
    if (index < 0) {
      return label;
    }
    final int dot = label.indexOf('.');
    return dot < 0
        ? label + "[" + index + "]"
        : label.substring(0, dot) + "[" + index + "]" + label.substring(dot);
  }

  /** Which of several of its class it is; negative if it is the only one. */
  public final int index() {
    return index;
  }

  /** Number of this resource within its world, in order of creation. */
  public final int id() {
    return id;
  }

  /**
   * The number of what its operations access: its own, unless it is a part of another resource. Two
   * operations on the same are taken to depend on each other as {@link Op.Access} says.
   */
  public final int variable() {
    return variable;
  }

  /**
   * The number of a fact about this resource that an operation can learn or change without the rest, as
   * {@link #variable} is that of the whole.
   *
   * @param which tells it from others about this resource; some of those that are far apart are taken
   *     to be one
   */
  protected final int fact(int which) {
    return (id * FACTS + (which == 0 ? 0 : 1 + which % (FACTS - 1))) << 1 | 1;
  }

  /** The memory this resource lives in, if it can be freed. */
  public final Optional<Allocation> home() {
    return Optional.ofNullable(homeOrNull());
  }

  @Override
  public String toString() {
    return name();
  }
}
