package org.killpath.engine.primitive;

import java.util.concurrent.atomic.AtomicBoolean;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/** One bit of an atomic flags word: {@code test_and_set_bit()} and its kin. */
public final class Bit extends Resource {
  private final AtomicBoolean bit = new AtomicBoolean();

  public Bit(Kernel kernel, String label) {
    super(kernel, label);
  }

  public Bit(Kernel kernel, String label, int index) {
    super(kernel, label, index);
  }

  public Bit(Kernel kernel, String label, int index, Allocation home) {
    super(kernel, label, index, home);
  }

  public Bit(Kernel kernel, String label, Allocation home) {
    super(kernel, label, home);
  }

  /** Sets the bit; returns what it was. */
  public boolean testAndSet(Task current) {
    visible(current, Op.TEST_AND_SET);
    return bit.getAndSet(true);
  }

  public boolean test(Task current) {
    visible(current, Op.READ);
    return bit.get();
  }

  public void set(Task current) {
    visible(current, Op.WRITE);
    bit.set(true);
  }

  public void clear(Task current) {
    visible(current, Op.CLEAR);
    bit.set(false);
  }

  /** The bit as an observer sees it who is no task. */
  public boolean peek() {
    return bit.get();
  }
}
