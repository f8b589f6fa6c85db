package org.killpath.engine.primitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Fields;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/** One bit of an atomic flags word: {@code test_and_set_bit()} and its kin. */
public final class Bit extends Resource {
  private static final VarHandle BIT = Fields.of(MethodHandles.lookup(), "bit", boolean.class);

  private volatile boolean bit;

  /** A bit that is clear. */
  public Bit(Kernel kernel, String label) {
    super(kernel, label);
  }

  /** One of several of its class, told apart by {@code index}. */
  public Bit(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  /** One of several of its class, and part of {@code home}. */
  public Bit(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  /** Part of {@code home}: an operation on it after that was freed is a use after free. */
  public Bit(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  /** Sets the bit; returns what it was. */
  public boolean testAndSet(Task current) {
    visible(current, Op.TEST_AND_SET);
    return (boolean) BIT.getAndSet(this, true);
  }

  /** {@code test_bit()}. */
  public boolean test(Task current) {
    visible(current, Op.READ);
    return bit;
  }

  /** {@code set_bit()}. */
  public void set(Task current) {
    visible(current, Op.WRITE);
    bit = true;
  }

  /** {@code clear_bit()}. */
  public void clear(Task current) {
    visible(current, Op.CLEAR);
    bit = false;
  }

  @Override
  public boolean dependsOnState(Op op) {
    return op == Op.TEST_AND_SET || op == Op.CLEAR;
  }

  @Override
  public boolean changesNothing(Task task, Op op) {
    return bit ? op == Op.TEST_AND_SET : op == Op.CLEAR;
  }

  /** The bit as an observer sees it who is no task. */
  public boolean peek() {
    return bit;
  }
}
