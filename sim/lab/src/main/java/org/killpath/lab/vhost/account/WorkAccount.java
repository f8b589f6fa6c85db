package org.killpath.lab.vhost.account;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;

/** What became of one work item each time that it was accepted. */
public final class WorkAccount {
  /** One time that the item was queued, until it has been run or dropped. */
  public static final class Acceptance {
    private final WorkAccount account;
    private volatile boolean settled;

    private Acceptance(WorkAccount account) {
      this.account = account;
    }

    boolean isSettled() {
      return settled;
    }

    boolean isAwaitedByFlushes() {
      return account.awaitedByFlushes;
    }

    /** The item has been run. */
    public void settle() {
      settled = true;
    }

    @Override
    public String toString() {
      return account.name;
    }
  }

  private final String name;
  private final boolean awaitedByFlushes;
  private final Queue<Acceptance> accepted = new ConcurrentLinkedQueue<>();
  private volatile Optional<WorkerAccount> acceptedBy = Optional.empty();
  private volatile boolean reported;

  /**
   * @param awaitedByFlushes must a flush that begins after it was queued find it run? Not so for
   *     the items that flushes are made of.
   */
  public WorkAccount(Kernel kernel, String name, boolean awaitedByFlushes) {
    this.name = name;
    this.awaitedByFlushes = awaitedByFlushes;
    kernel.audit(new Audit(Audit.Kind.LOST_WORK, this::lost));
  }

  /** Whoever set QUEUED is about to put the item on the list of {@code worker}. */
  public Acceptance accept(WorkerAccount worker) {
    final Acceptance acceptance = new Acceptance(this);
    acceptedBy = Optional.of(worker);
    accepted.add(acceptance);
    return acceptance;
  }

  /** The item has been taken off a list, to be run. It is an error if it was on none. */
  public Acceptance take(Task current) {
    final Acceptance oldest = accepted.poll();
    if (oldest == null) {
      current.kernel().brokenRule(current, "runs " + name + ", which was not queued");
      return new Acceptance(this);
    }
    return oldest;
  }

  /** A design leaves the item undone, knowingly. */
  public void drop(Task current) {
    take(current).settle();
  }

  /** The kernel itself warned that the item was left behind. */
  public void leftBehind() {
    reported = true;
  }

  /** How often the item was accepted and then neither run nor dropped. */
  public int outstanding() {
    return accepted.size();
  }

  /** Was it accepted, and is nobody left who could run it? */
  private Optional<String> lost() {
    if (accepted.isEmpty() || reported) {
      return Optional.empty();
    }
    return acceptedBy
        .filter(worker -> worker.runners().isEmpty())
        .map(worker -> name + " was queued on " + worker.thread() + " and never run");
  }
}
