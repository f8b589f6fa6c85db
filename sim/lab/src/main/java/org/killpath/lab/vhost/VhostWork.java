package org.killpath.lab.vhost;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Bit;

/**
 * Mirrors {@code struct vhost_work} (drivers/vhost/vhost.h): a function and a QUEUED bit. It also
 * keeps account of what became of it each time it was accepted.
 */
public final class VhostWork {
  /** One time that the item was queued, until it has been run or dropped. */
  static final class Acceptance {
    private final VhostWork work;
    private volatile boolean settled;

    private Acceptance(VhostWork work) {
      this.work = work;
    }

    boolean isSettled() {
      return settled;
    }

    @Override
    public String toString() {
      return work.name;
    }
  }

  /** What an item is for: a drain may tell the two apart. */
  public enum Kind {
    FLUSH,
    DATA
  }

  private final String name;
  private final Kind kind;
  private final Bit queued;
  private final Body function;
  private final Optional<Body> refused;
  private final Queue<Acceptance> accepted = new ConcurrentLinkedQueue<>();
  private volatile Optional<VhostWorker> acceptedBy = Optional.empty();
  private volatile boolean reported;

  public VhostWork(Kernel kernel, String name, Kind kind, Body function) {
    this(kernel, name, kind, function, Optional.empty());
  }

  /**
   * @param refused what the item's owner does when the item cannot run: releases what it holds
   */
  public VhostWork(Kernel kernel, String name, Kind kind, Body function, Optional<Body> refused) {
    this.name = name;
    this.kind = kind;
    this.queued = new Bit(kernel, name + ".queued");
    this.function = function;
    this.refused = refused;
    kernel.audit(new Audit(Audit.Kind.LOST_WORK, this::lost));
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public Bit queued() {
    return queued;
  }

  public Optional<Body> refused() {
    return refused;
  }

  /** Runs the item: called by whoever took it off a list and cleared QUEUED. */
  public void run(Task current) {
    final Acceptance acceptance = take(current);
    function.run(current);
    acceptance.settled = true;
  }

  /** Whoever set QUEUED puts the item on the list of {@code worker}. */
  Acceptance markAccepted(VhostWorker worker) {
    final Acceptance acceptance = new Acceptance(this);
    acceptedBy = Optional.of(worker);
    accepted.add(acceptance);
    return acceptance;
  }

  private Acceptance take(Task current) {
    final Acceptance oldest = accepted.poll();
    if (oldest == null) {
      current.kernel().brokenRule(current, "runs " + name + ", which was not queued");
      return new Acceptance(this);
    }
    return oldest;
  }

  /** The kernel itself warned that the item was left behind. */
  void markReported() {
    reported = true;
  }

  /** Was it accepted, and is nobody left who could run it? */
  private Optional<String> lost() {
    if (accepted.isEmpty() || reported) {
      return Optional.empty();
    }
    return acceptedBy
        .filter(worker -> worker.whoRunsTheList().isEmpty())
        .map(worker -> name + " was queued on " + worker.thread().task() + " and never run");
  }

  /** A design leaves the item undone, knowingly. */
  public void markDropped(Task current) {
    take(current).settled = true;
  }

  /** How often it was accepted and then neither run nor dropped. */
  public int outstanding() {
    return accepted.size();
  }

  @Override
  public String toString() {
    return name;
  }
}
