package org.killpath.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.TaskState;

/**
 * Read-copy-update: {@link #synchronize} waits for the readers that came before. Readers never sleep; who
 * does breaks a rule, which partial-order reduction relies on.
 */
public final class Rcu extends Resource {
  private final List<GracePeriod> waiting = new CopyOnWriteArrayList<>();

  Rcu(Kernel kernel) {
    super(kernel, "rcu");
  }

  /** {@code rcu_read_lock()}. */
  public void readLock(Task current) {
    visible(current, Op.RCU_READ_LOCK);
    current.rcuReader().enter();
  }

  /** {@code rcu_read_unlock()}. */
  public void readUnlock(Task current) {
    visible(current, Op.RCU_READ_UNLOCK);
    current.rcuReader().leave();
    for (GracePeriod period : waiting) {
      unpark(period.waiter);
    }
  }

  /** {@code synchronize_rcu()}: waits in D for every reader that is inside now. */
  public void synchronize(Task current) {
    try (Frame fn = current.enter(Kernel.SYNCHRONIZE_RCU)) {
      visible(current, Op.SYNCHRONIZE_RCU);
      final GracePeriod period = new GracePeriod(current);
      if (period.readers.isEmpty()) {
        return;
      }
      waiting.add(period);
      period.await(current);
      waiting.remove(period);
    }
  }

  /** Would a grace period that begins now be over at once? */
  @Override
  public boolean ready(Task task, Op op) {
    if (op == Op.WAIT_FOR_READERS) {
      for (Task reader : kernel().tasks()) {
        if ((reader.rcuReader().sequence() & 1) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private record Reader(Task task, long sequence) {
    boolean isStillInside() {
      return task.rcuReader().sequence() == sequence;
    }
  }

  /** One grace period: ready when each reader it began with has left. */
  private final class GracePeriod extends Resource {
    private final Task waiter;
    private final List<Reader> readers = new ArrayList<>(2);

    GracePeriod(Task waiter) {
      super(Rcu.this, "rcu");
      this.waiter = waiter;
      for (Task task : kernel().tasks()) {
        final long sequence = task.rcuReader().sequence();
        if ((sequence & 1) != 0) {
          readers.add(new Reader(task, sequence));
        }
      }
    }

    void await(Task current) {
      blocking(current, Op.WAIT_FOR_READERS);
    }

    @Override
    public boolean ready(Task task, Op op) {
      for (Reader reader : readers) {
        if (reader.isStillInside()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean block(Task task, Op op) throws InterruptedException {
      LockSupport.park(this);
      return false;
    }

    @Override
    public TaskState waitState(Task task, Op op) {
      return TaskState.D;
    }

    @Override
    public List<Task> awaited(Task task, Op op) {
      final List<Task> inside = new ArrayList<>();
      for (Reader reader : readers) {
        if (reader.isStillInside()) {
          inside.add(reader.task());
        }
      }
      return inside;
    }
  }
}
