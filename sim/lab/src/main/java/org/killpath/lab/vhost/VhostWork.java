package org.killpath.lab.vhost;

import java.util.Optional;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Bit;
import org.killpath.lab.vhost.account.WorkAccount;

/** Mirrors {@code struct vhost_work} (drivers/vhost/vhost.h): a function and a QUEUED bit. */
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
  private final WorkAccount account;

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
    this.account = new WorkAccount(kernel, name, kind == Kind.DATA);
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

  /** What became of it each time that it was accepted. */
  public WorkAccount account() {
    return account;
  }

  /** {@code work->fn(work)}: called by whoever took it off a list and cleared QUEUED. */
  public void run(Task current) {
    final WorkAccount.Acceptance acceptance = account.take(current);
    function.run(current);
    acceptance.settle();
  }

  @Override
  public String toString() {
    return name;
  }
}
