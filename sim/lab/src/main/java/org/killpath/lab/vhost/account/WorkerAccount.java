package org.killpath.lab.vhost.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.account.WorkAccount.Acceptance;

/** Who runs the list of one worker, and what of it a flush has to wait for. */
public final class WorkerAccount {
  private final int workerId;
  private final Supplier<Task> thread;
  private final List<Task> others = new CopyOnWriteArrayList<>();
  private final Queue<Acceptance> unsettled = new ConcurrentLinkedQueue<>();

  /**
   * @param thread the worker's own task; not asked for before there is one
   */
  public WorkerAccount(int workerId, Supplier<Task> thread) {
    this.workerId = workerId;
    this.thread = thread;
  }

  /** What its task is in an ordering: {@code worker}, {@code worker B}, {@code worker C}, ... */
  public String role() {
    return workerId == 0 ? "worker" : "worker " + (char) ('A' + workerId);
  }

  /** The worker's own task. */
  Task thread() {
    return thread.get();
  }

  /** {@code task} takes over, or shares, what the worker's own thread does with the list. */
  public void alsoRunBy(Task task) {
    others.add(task);
  }

  /** The tasks that may still run what is queued there, or are running it. */
  public List<Task> runners() {
    final Task own = thread.get();
    if (others.isEmpty()) {
      return own.isExited() ? List.of() : List.of(own);
    }
    final List<Task> runners = new ArrayList<>();
    if (!own.isExited()) {
      runners.add(own);
    }
    others.forEach(other -> {
      if (!other.isExited()) {
        runners.add(other);
      }
    });
    return runners;
  }

  /** What was accepted is on the list now. */
  public void listed(Acceptance acceptance) {
    if (acceptance.isAwaitedByFlushes()) {
      unsettled.add(acceptance);
    }
  }

  /** A flush begins. */
  public Flush flush() {
    unsettled.removeIf(Acceptance::isSettled);
    return new Flush(List.copyOf(unsettled));
  }

  /**
   * A flush that has begun.
   *
   * @param before what was on the list when it did
   */
  public record Flush(List<Acceptance> before) {
    /** The flush returns: it is an error if anything that was on the list before has not run. */
    public void over(Task current) {
      for (Acceptance acceptance : before) {
        if (!acceptance.isSettled()) {
          current.kernel().brokenRule(current, "is flushed, and " + acceptance + " has not run");
        }
      }
    }
  }
}
