package org.killpath.engine.runtime.carrier;

import java.util.ArrayList;
import java.util.List;

/** What all kinds of carriers share: the idle ones, the failure of a body, and closing. */
abstract class CarrierPool implements Carriers {
  private final Kind kind;
  private final List<Carrier> all = new ArrayList<>();
  private final List<Carrier> idle = new ArrayList<>();
  private Throwable failure;
  private boolean closing;

  CarrierPool(Kind kind) {
    this.kind = kind;
  }

  @Override
  public final Kind kind() {
    return kind;
  }

  // Last in, first out: its stack and its thread's data are the most likely still in the cache.
  @Override
  public final Carrier take() {
    if (closing) {
      throw new IllegalStateException("carriers are closed");
    }
    Carrier carrier = idle.isEmpty() ? created() : idle.remove(idle.size() - 1);
    carrier.becomeTaken();
    return carrier;
  }

  @Override
  public final void run(Carrier first) {
    if (closing) {
      throw new IllegalStateException("carriers are closed");
    }
    if (first.pool != this) {
      throw new IllegalArgumentException("carrier of another set");
    }
    transferTo(first);
    rethrowFailure();
  }

  @Override
  public final void close() {
    if (closing) {
      return;
    }
    closing = true;
    all.forEach(Carrier::end);
    closed();
    rethrowFailure();
  }

  /** Makes a carrier whose thread is started. */
  abstract Carrier create(String name);

  /** Lets a carrier run until control is back at the driver, which calls this. */
  abstract void transferTo(Carrier carrier);

  /** All threads have ended. */
  void closed() {}

  final void add(Carrier carrier) {
    idle.add(carrier);
  }

  final boolean closing() {
    return closing;
  }

  final void throwIfClosing() {
    if (closing) {
      throw new Closed();
    }
  }

  /** Keeps what a body threw, for the driver. */
  final void failed(Throwable thrown) {
    if (!(thrown instanceof Closed)) {
      failure = thrown;
    }
  }

  private Carrier created() {
    Carrier carrier = create("carrier-" + all.size());
    all.add(carrier);
    return carrier;
  }

  private void rethrowFailure() {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      CarrierPool.<RuntimeException>raise(thrown);
    }
  }

  // A body may throw a checked exception without declaring it; wrapping would hide its type.
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** Unwinds a body that is still waiting for control when its set is closed. */
  private static final class Closed extends Error {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("carriers are closed", null, false, false);
    }
  }
}
