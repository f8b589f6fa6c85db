package org.killpath.engine.primitive;

import java.util.ArrayList;
import java.util.List;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;

/**
 * {@code wait_queue_head_t} of a file that can be polled: its entries are called, one after the
 * other, with its spinlock held. So whoever has taken an entry off knows that it is not being called.
 */
public final class WaitQueue {
  private final SpinLock lock;

  /** Guarded by {@link #lock}. */
  private final List<Body> entries = new ArrayList<>(2);

  /** An empty queue whose spinlock has the name {@code label}. */
  public WaitQueue(Kernel kernel, String label) {
    this.lock = new SpinLock(kernel, label);
  }

  /** One of several of its class, told apart by {@code index}. */
  public WaitQueue(Kernel kernel, String label, int index) {
    this.lock = new SpinLock(kernel, label, index);
  }

  /** {@code add_wait_queue()}. */
  public void add(Task current, Body entry) {
    lock.lock(current);
    entries.add(entry);
    lock.unlock(current);
  }

  /** {@code remove_wait_queue()}. */
  public void remove(Task current, Body entry) {
    lock.lock(current);
    entries.remove(entry);
    lock.unlock(current);
  }

  /** {@code wake_up_poll()}. */
  public void wakeUp(Task current) {
    lock.lock(current);
    for (Body entry : entries) {
      entry.run(current);
    }
    lock.unlock(current);
  }
}
