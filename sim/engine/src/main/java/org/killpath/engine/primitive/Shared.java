package org.killpath.engine.primitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Fields;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * A field that several tasks read and write. Each access is one visible operation; the value itself
 * is sequentially consistent, which gives up whatever weaker ordering could add.
 */
public final class Shared<T> extends Resource {
  private static final VarHandle VALUE = Fields.of(MethodHandles.lookup(), "value", Object.class);

  private volatile T value;

  /** A field whose value is {@code initial}; that may be null. */
  public Shared(Kernel kernel, String label, T initial) {
    super(kernel, label);
    VALUE.setRelease(this, initial); // whoever gets to see the field gets to see this
  }

  /** One of several of its class, told apart by {@code index}. */
  public Shared(Kernel kernel, String label, int index, T initial) {
    super(kernel, label, index);
    VALUE.setRelease(this, initial); // whoever gets to see the field gets to see this
  }

  /** One of several of its class, and part of {@code home}. */
  public Shared(Kernel kernel, String label, int index, Allocation home, T initial) {
    super(kernel, label, index, home);
    VALUE.setRelease(this, initial); // whoever gets to see the field gets to see this
  }

  /** Part of {@code home}: an operation on it after that was freed is a use after free. */
  public Shared(Kernel kernel, String label, Allocation home, T initial) {
    super(kernel, label, home);
    VALUE.setRelease(this, initial); // whoever gets to see the field gets to see this
  }

  /** {@code READ_ONCE()}. */
  public T get(Task current) {
    visible(current, Op.READ);
    return value;
  }

  /** {@code WRITE_ONCE()}. */
  public void set(Task current, T next) {
    visible(current, Op.WRITE);
    value = next;
  }

  /** {@code cmpxchg()}: sets it if it is {@linkplain Object#equals equal} to {@code expected}. */
  public boolean compareAndSet(Task current, T expected, T next) {
    visible(current, Op.COMPARE_AND_SET);
    while (true) {
      final T before = value;
      if (!Objects.equals(before, expected)) {
        return false;
      }
      if (VALUE.compareAndSet(this, before, next)) {
        return true;
      }
    }
  }

  /** {@code atomic_inc_return()} and its kin: reads and writes at once. What it was before. */
  public T getAndUpdate(Task current, UnaryOperator<T> change) {
    visible(current, Op.ADD);
    while (true) {
      final T before = value;
      if (VALUE.weakCompareAndSet(this, before, change.apply(before))) {
        return before;
      }
    }
  }

  /** The value as an observer sees it who is no task: for verdicts and audits. */
  public T peek() {
    return value;
  }
}
