package org.killpath.engine.primitive;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TimedWait;
import org.killpath.engine.kernel.state.TaskState;

/** One task's sleep that time alone ends; time passes when nobody can take a step. */
public final class Timeout extends Resource implements TimedWait {
  private final Task sleeper;
  private volatile boolean over;

  private Timeout(Task sleeper, String label) {
    super(sleeper.kernel(), label);
    this.sleeper = sleeper;
  }

  /**
   * {@code schedule_timeout()}: {@code current} sleeps, for so long that everybody else does what they
   * can meanwhile.
   *
   * @param label what the sleep is called
   */
  public static void sleep(Task current, String label) {
    final Timeout timeout = new Timeout(current, label);
    current.kernel().begin(timeout);
    timeout.blocking(current, Op.BACK_OFF);
    current.kernel().finish(timeout);
  }

  @Override
  public void end() {
    over = true;
    unpark(sleeper);
  }

  @Override
  public List<Timeout> looksOnlyAt() {
    return List.of(this);
  }

  @Override
  public boolean ready(Task task, Op op) {
    return over;
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    LockSupport.park(this);
    return false;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return TaskState.S;
  }
}
