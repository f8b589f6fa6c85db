package org.killpath.lab.design.edit;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.lab.design.step.Drain;
import org.killpath.lab.design.step.PerWorker;
import org.killpath.lab.design.step.WorkerItem;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostWorker;

/**
 * The teardown of one device while edits are made to it: upstream's at first. What is chosen changes
 * only until {@link #parts} is called, before anybody else sees the device.
 */
public final class Teardown {
  private final VhostDev dev;
  private final Consumer<Place> consulted;
  private final Handler handler = new Handler(this);
  private final PerWorker<Death> deaths = new PerWorker<>(Death::of);
  private final PerWorker<WorkerItem> detachItems =
      new PerWorker<>(worker -> new WorkerItem(worker, "detach", this::detachByItem));
  private final PerWorker<WorkerItem> drainItems =
      new PerWorker<>(worker -> new WorkerItem(worker, "drain", this::drainByItem));

  private final PerWorker<Queue<Body>> refusals =
      new PerWorker<>(worker -> new ConcurrentLinkedQueue<>());
  private final PerWorker<WorkerItem> refuseItems =
      new PerWorker<>(worker -> new WorkerItem(worker, "refuse", this::refuse));

  /** What is added to a worker: a lock for the mark and the detaching, and who waits for the end. */
  private record Death(SpinLock lock, Completion done) {
    static Death of(VhostWorker worker) {
      return new Death(
          new SpinLock(worker.kernel(), "worker.kill_lock", worker.workerId(), worker),
          new Completion(worker.kernel(), "worker.kill_done", worker, worker.account()::runners));
    }
  }

  private UnaryOperator<Parts> others = UnaryOperator.identity();
  private Consumer<Task> first = current -> {};
  private Optional<Mutex> outermost = Optional.empty();
  private Holding holding = Holding.THROUGHOUT;
  private boolean drainsFirst;
  private KillSteps.DetachStep detach = KillSteps::detachUnderVqMutex;
  private boolean alwaysAwaitsReaders;
  private KillSteps.DrainStep drain = KillSteps::runWorkList;
  private boolean handsDrainOver;
  private boolean refusesByKworker;
  private boolean drainsFaultless;
  private boolean awaitsDeath;
  private boolean flushHoldsMutex;
  private boolean flushIsKillable;

  /**
   * @param consulted told whenever somebody comes by a part that an edit can change
   */
  Teardown(VhostDev dev, Consumer<Place> consulted) {
    this.dev = dev;
    this.consulted = consulted;
  }

  /** The device's parts, with all edits made. */
  Parts parts() {
    Parts parts = Parts.upstream().withKillHandler(handler).withFlushProtocol(new Flush(this));
    if (holding.isHandedOver()) {
      parts = parts.withBeforeDestroy(
          (current, worker) -> detachItems.of(worker).awaitIfQueued(current));
    } else if (handsDrainOver) {
      parts = parts.withBeforeDestroy(
          (current, worker) -> drainItems.of(worker).awaitIfQueued(current));
    }
    if (refusesByKworker) {
      final Parts.BeforeDestroy before = parts.beforeDestroy();
      parts = parts.withBeforeDestroy((current, worker) -> {
        before.await(current, worker);
        refuseItems.of(worker).awaitIfQueued(current);
      });
    }
    return others.apply(parts);
  }

  VhostDev dev() {
    return dev;
  }

  // --- what edits choose

  /** Something outside the handler and the flush. */
  void also(UnaryOperator<Parts> change) {
    final UnaryOperator<Parts> before = others;
    others = parts -> change.apply(before.apply(parts));
  }

  void beginBy(Consumer<Task> step) {
    first = step;
  }

  /** The handler holds {@code mutex} from its beginning to its end. */
  void holdOutermost(Mutex mutex) {
    outermost = Optional.of(mutex);
  }

  void hold(Holding change) {
    holding = change;
  }

  void drainFirst() {
    drainsFirst = true;
  }

  void detachBy(KillSteps.DetachStep step) {
    detach = step;
  }

  void alwaysAwaitReaders() {
    alwaysAwaitsReaders = true;
  }

  void drainBy(KillSteps.DrainStep step) {
    drain = step;
  }

  void handDrainOver() {
    handsDrainOver = true;
  }

  void refuseByKworker() {
    refusesByKworker = true;
    drain = (current, worker) -> {
      Drain.flushItemsOnly(current, worker, refusals.of(worker)::add);
      if (!refusals.of(worker).isEmpty()) {
        refuseItems.of(worker).queue(current);
      }
    };
  }

  void drainFaultless() {
    drainsFaultless = true;
  }

  /** A flush of a killed worker waits until the teardown is over. */
  void awaitDeath() {
    awaitsDeath = true;
  }

  void flushHoldingMutex() {
    flushHoldsMutex = true;
  }

  void flushKillably() {
    flushIsKillable = true;
  }

  // --- what was chosen

  void begin(Task current) {
    consulted.accept(Place.SIGNAL);
    first.accept(current);
    consulted.accept(Place.HANDLER_LOCKS);
    outermost.ifPresent(mutex -> mutex.lock(current));
  }

  void end(Task current, VhostWorker worker) {
    if (!handsDrainOver() && !holding().isHandedOver()) {
      over(current, worker);
    }
    outermost.ifPresent(mutex -> mutex.unlock(current));
  }

  private void detachByItem(Task current, VhostWorker worker) {
    handler.thenTail(current, worker);
    over(current, worker);
  }

  private void drainByItem(Task current, VhostWorker worker) {
    handler.drain(current, worker);
    over(current, worker);
  }

  private void refuse(Task current, VhostWorker worker) {
    for (Body body = refusals.of(worker).poll();
        body != null;
        body = refusals.of(worker).poll()) {
      body.run(current);
    }
  }

  private void over(Task current, VhostWorker worker) {
    if (awaitsDeath()) {
      killDone(worker).complete(current);
    }
  }

  Holding holding() {
    consulted.accept(Place.HANDLER_LOCKS);
    return holding;
  }

  boolean drainsFirst() {
    consulted.accept(Place.FIRST_DRAIN);
    return drainsFirst;
  }

  KillSteps.DetachStep detach() {
    consulted.accept(Place.DETACH);
    return detach;
  }

  boolean alwaysAwaitsReaders() {
    consulted.accept(Place.READERS);
    return alwaysAwaitsReaders;
  }

  KillSteps.DrainStep drain() {
    consulted.accept(Place.DRAINED);
    consulted.accept(Place.REFUSER);
    return drain;
  }

  boolean handsDrainOver() {
    consulted.accept(Place.DRAINER);
    return handsDrainOver;
  }

  boolean drainsFaultless() {
    consulted.accept(Place.DRAIN_FAULTS);
    return drainsFaultless;
  }

  boolean awaitsDeath() {
    consulted.accept(Place.FLUSH_OF_DEAD);
    return awaitsDeath;
  }

  boolean flushHoldsMutex() {
    consulted.accept(Place.FLUSH_LOCK);
    return flushHoldsMutex;
  }

  boolean flushIsKillable() {
    consulted.accept(Place.FLUSH_WAIT);
    return flushIsKillable;
  }

  SpinLock killLock(VhostWorker worker) {
    return deaths.of(worker).lock();
  }

  Completion killDone(VhostWorker worker) {
    return deaths.of(worker).done();
  }

  WorkerItem detachItem(VhostWorker worker) {
    return detachItems.of(worker);
  }

  WorkerItem drainItem(VhostWorker worker) {
    return drainItems.of(worker);
  }
}
