package org.killpath.engine.runtime.carrier;

import java.util.Objects;

/**
 * A pooled thread of one {@link Carriers} set.
 *
 * <p>Its life: {@link Carriers#take} hands it out; {@link #assign} gives it a body; the body begins
 * when control first reaches this carrier, by {@link Carriers#run} or by another carrier's {@link
 * #switchTo}; when the body ends, by return or by exception, the carrier is idle and belongs to the
 * set again, and only then does control go on to whom {@link #finish} named, or else to the driver.
 * Whoever took it must forget it then.
 *
 * <p>Thread-local values survive from one body to the next. A body sees its thread not interrupted
 * when it begins.
 */
public abstract class Carrier {
  private enum Stage {
    IDLE,
    TAKEN,
    ENTERED
  }

  final CarrierPool pool;
  private Runnable body = Carrier::noBody;
  private Stage stage = Stage.IDLE;

  /** Who has control once the body has ended; this carrier itself stands for the driver. */
  private Carrier following = this;

  Carrier(CarrierPool pool) {
    this.pool = pool;
  }

  /** The thread that runs the bodies; the same one as long as the set is open. */
  public abstract Thread thread();

  /**
   * Sets what runs here when control first arrives; replaces a body that has not begun.
   *
   * @throws IllegalStateException if this carrier is idle in its pool, or its body has begun
   */
  public final void assign(Runnable body) {
    requireStage(Stage.TAKEN);
    this.body = Objects.requireNonNull(body);
  }

  /**
   * Returns a carrier to its set that was taken and that control never reached.
   *
   * @throws IllegalStateException if this carrier is idle in its pool, or its body has begun
   */
  public final void giveBack() {
    requireStage(Stage.TAKEN);
    becomeIdle();
  }

  /**
   * Gives control to {@code next} and waits until control comes back to this carrier. Called on this
   * carrier's thread. No effect if {@code next} is this carrier.
   *
   * <p>A virtual thread cannot be unmounted below a native method or a class initializer, nor,
   * before JDK 24, in a synchronized block. There {@link Carriers.Kind#VIRTUAL_OWN} refuses, and
   * {@link Carriers.Kind#VIRTUAL_SHARED} hangs.
   *
   * @throws IllegalStateException if this carrier does not have control, or cannot be unmounted
   */
  public final void switchTo(Carrier next) {
    if (next == this) {
      return;
    }
    requireRunning();
    requireSameSet(next);
    pool.throwIfClosing();
    handTo(next);
    pool.throwIfClosing();
  }

  /**
   * Gives control back to the driver, so that its {@link Carriers#run} returns, and waits until
   * control comes back to this carrier. Called on this carrier's thread.
   */
  public final void switchToDriver() {
    requireRunning();
    pool.throwIfClosing();
    handToDriver();
    pool.throwIfClosing();
  }

  /**
   * Names the carrier that has control once this carrier's body has ended; the last name counts.
   * Called on this carrier's thread. Without effect if the body ends by an exception.
   */
  public final void finish(Carrier next) {
    requireRunning();
    requireSameSet(next);
    if (next == this) {
      throw new IllegalArgumentException("a carrier cannot follow itself");
    }
    following = next;
  }

  /** Lets the driver have control once the body has ended, as it does unless told otherwise. */
  public final void finishToDriver() {
    requireRunning();
    following = this;
  }

  /**
   * Sets the interrupt status of this carrier's thread as its body sees it, at the latest when
   * control next reaches it, and wakes nobody. No effect on an idle carrier.
   */
  public final void interrupt() {
    if (stage == Stage.IDLE) {
      return;
    }
    if (Thread.currentThread() == thread()) {
      thread().interrupt();
    } else {
      interruptWaiting();
    }
  }

  /** Gives control to {@code next}, of the same set, and waits until it comes back. */
  abstract void handTo(Carrier next);

  /** Gives control to the driver and waits until it comes back. */
  abstract void handToDriver();

  /** Waits until control reaches this carrier's new thread, if that runs already. */
  abstract void awaitFirstTurn();

  /** Gives control to the driver for good, as the last act of this carrier's thread. */
  abstract void leave();

  /** {@link #interrupt} of a carrier that waits for control. */
  abstract void interruptWaiting();

  /** Forgets interrupts of the body that has ended. Called on this carrier's thread. */
  abstract void clearInterrupt();

  /** Ends this carrier's thread. Called by the driver while the set is closing. */
  abstract void end();

  final void becomeTaken() {
    stage = Stage.TAKEN;
  }

  /** What this carrier's thread does: one body after the other, until the set is closed. */
  final void live() {
    awaitFirstTurn();
    while (!pool.closing()) {
      runBody();
      if (pool.closing()) {
        break;
      }
      if (following == this) {
        handToDriver();
      } else {
        handTo(following);
      }
    }
    leave();
  }

  // Everything is caught here: the thread must survive, and the driver is told.
  private void runBody() {
    stage = Stage.ENTERED;
    following = this;
    try {
      body.run();
    } catch (Throwable thrown) {
      following = this;
      pool.failed(thrown);
    }
    clearInterrupt();
    becomeIdle();
  }

  private void becomeIdle() {
    body = Carrier::noBody;
    stage = Stage.IDLE;
    pool.add(this);
  }

  private static void noBody() {
    throw new IllegalStateException("control reached a carrier that has no body");
  }

  private void requireStage(Stage required) {
    if (stage != required) {
      throw new IllegalStateException("carrier is " + stage + ", must be " + required);
    }
  }

  private void requireRunning() {
    if (Thread.currentThread() != thread()) {
      throw new IllegalStateException("called on a thread other than the carrier's own");
    }
  }

  private void requireSameSet(Carrier other) {
    if (other.pool != pool) {
      throw new IllegalArgumentException("carrier of another set");
    }
  }
}
