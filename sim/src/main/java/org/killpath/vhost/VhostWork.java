package org.killpath.vhost;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.killpath.kernel.Audit;
import org.killpath.kernel.Bit;
import org.killpath.kernel.Body;
import org.killpath.kernel.Kernel;
import org.killpath.kernel.Task;

/**
 * Mirrors {@code struct vhost_work} (drivers/vhost/vhost.h): a function and a QUEUED bit. It also
 * keeps account of what became of it each time it was accepted.
 */
public final class VhostWork {
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
  private final AtomicInteger outstanding = new AtomicInteger();
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
    this.queued = new Bit(kernel, name + ".queued", null);
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
    outstanding.decrementAndGet();
    function.run(current);
  }

  /** Whoever set QUEUED puts the item on the list of {@code worker}. */
  void markAccepted(VhostWorker worker) {
    acceptedBy = Optional.of(worker);
    outstanding.incrementAndGet();
  }

  /** The kernel itself warned that the item was left behind. */
  void markReported() {
    reported = true;
  }

  /** Was it accepted, and is nobody left who could run it? */
  private Optional<String> lost() {
    if (outstanding.get() == 0 || reported) {
      return Optional.empty();
    }
    return acceptedBy
        .filter(worker -> worker.whoRunsTheList().isEmpty())
        .map(worker -> name + " was queued on " + worker.thread().task() + " and never run");
  }

  /** A design leaves the item undone, knowingly. */
  public void markDropped() {
    outstanding.decrementAndGet();
  }

  /** How often it was accepted and then neither run nor dropped. */
  public int outstanding() {
    return outstanding.get();
  }

  @Override
  public String toString() {
    return name;
  }
}
