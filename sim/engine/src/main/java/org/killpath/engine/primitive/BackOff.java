package org.killpath.engine.primitive;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TimedWait;
import org.killpath.engine.kernel.state.TaskState;

/**
 * One task's timed sleeps between its tries to get some mutexes, all in one wait: it ends when one
 * of them is free, so that another try is worth something, or when the rounds are used up. A task
 * list shows the sleeper in D, but the watchdog passes it over, since it is scheduled again and
 * again.
 *
 * <p>Rounds are used up only by {@link Kernel#passTime}, once nobody in the world can take a step.
 * That gives up the schedules in which somebody runs, without sleeping, for as long as all rounds
 * last.
 */
final class BackOff extends Resource implements TimedWait {
  private final Task sleeper;
  private final List<Mutex> wanted;
  private volatile boolean over;

  /** Named after the first of {@code wanted}. */
  BackOff(Task sleeper, List<Mutex> wanted) {
    super(wanted.get(0));
    this.sleeper = sleeper;
    this.wanted = wanted;
  }

  /**
   * False if the rounds were used up and still none is free. Whoever was woken by one that is free
   * tries again, be it taken by somebody else meanwhile.
   */
  boolean sleep() {
    for (Mutex mutex : wanted) {
      mutex.watch(sleeper);
    }
    blocking(sleeper, Op.BACK_OFF);
    for (Mutex mutex : wanted) {
      mutex.unwatch(sleeper);
    }
    return !over || isAnyFree();
  }

  @Override
  public void end() {
    over = true;
    unpark(sleeper);
  }

  private boolean isAnyFree() {
    return wanted.stream().anyMatch(BackOff::isFree);
  }

  private static boolean isFree(Mutex mutex) {
    return mutex.owner().isEmpty();
  }

  @Override
  public List<Mutex> looksOnlyAt() {
    return wanted;
  }

  @Override
  public List<Mutex> enoughToSee() {
    return over ? List.of() : wanted.stream().filter(BackOff::isFree).toList();
  }

  @Override
  public boolean dependsOnState(Op op) {
    return true;
  }

  @Override
  public boolean ready(Task task, Op op) {
    return over || isAnyFree();
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    LockSupport.park(this);
    return false;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return TaskState.RETRY;
  }

  @Override
  public List<Task> awaited(Task task, Op op) {
    return wanted.stream().flatMap(mutex -> mutex.owner().stream()).toList();
  }
}
