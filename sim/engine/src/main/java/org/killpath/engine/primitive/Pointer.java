package org.killpath.engine.primitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Fields;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * A pointer that several tasks read and write, as {@link Shared} is a field; to nothing at first. Whoever
 * only asks {@linkplain #is whether it points to one thing} learns nothing else, so that a change from
 * one other thing to another may come before that or after.
 */
public final class Pointer<T extends Resource> extends Resource {
  private static final VarHandle TARGET =
      Fields.of(MethodHandles.lookup(), "target", Resource.class);

  // What a task tells of the operation that it is about to perform.
  private static final Object NULL = "null";
  private static final Object UNTOLD = "untold";

  private volatile T target;

  /** One of several of its class, and part of {@code home}. */
  public Pointer(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  /** {@code rcu_dereference()}. */
  public Optional<T> get(Task current) {
    current.pendValues(UNTOLD, UNTOLD);
    visible(current, Op.READ);
    return Optional.ofNullable(target);
  }

  /** {@code rcu_access_pointer() == other}. */
  public boolean is(Task current, T other) {
    current.pendValues(other, UNTOLD);
    visible(current, Op.READ);
    return target == other;
  }

  /** {@code !rcu_access_pointer()}. */
  public boolean isNull(Task current) {
    current.pendValues(NULL, UNTOLD);
    visible(current, Op.READ);
    return target == null;
  }

  /** {@code rcu_assign_pointer()}. */
  public void set(Task current, T next) {
    current.pendValues(UNTOLD, next);
    visible(current, Op.WRITE);
    target = next;
  }

  /** {@code rcu_assign_pointer(.., NULL)}. */
  public void clear(Task current) {
    current.pendValues(UNTOLD, NULL);
    visible(current, Op.WRITE);
    target = null;
  }

  /** {@code cmpxchg(.., expected, NULL)}. */
  public boolean clearIf(Task current, T expected) {
    current.pendValues(expected, NULL);
    visible(current, Op.COMPARE_AND_SET);
    return TARGET.compareAndSet(this, expected, null);
  }

  /** Where it points, as an observer sees it who is no task. */
  public Optional<T> peek() {
    return Optional.ofNullable(target);
  }

  @Override
  public boolean dependsOnState(Op op) {
    return true;
  }

  @Override
  public boolean changesNothing(Task task, Op op) {
    return task.pendingWritten() == now();
  }

  @Override
  public int learns(Task task, Op op) {
    final Object compared = task.pendingCompared();
    return compared == UNTOLD || (op != Op.READ && compared == now()) ? NO_FACT : fact(compared);
  }

  @Override
  public int refutes(Task task, Op op) {
    return isChangedBy(task) ? fact(now()) : NO_FACT;
  }

  @Override
  public int establishes(Task task, Op op) {
    return isChangedBy(task) ? fact(task.pendingWritten()) : NO_FACT;
  }

  private boolean isChangedBy(Task task) {
    return task.pendingWritten() != UNTOLD && task.pendingWritten() != now();
  }

  private Object now() {
    final Object there = target;
    return there == null ? NULL : there;
  }

  /** The number of the fact that it points there. */
  private int fact(Object there) {
    return fact(there instanceof Resource pointed ? pointed.id() : 0);
  }
}
