package org.killpath.lab.design.edit;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostWorker;

/**
 * {@code vhost_worker_killed()}, put together from the alternatives that a {@link Teardown} has
 * chosen. Without any edit its steps are upstream's.
 */
final class Handler implements Parts.KillHandler {
  private final Teardown chosen;

  Handler(Teardown chosen) {
    this.chosen = chosen;
  }

  @Override
  public void killed(Task current, VhostWorker worker) {
    chosen.begin(current);
    switch (chosen.holding()) {
      case THROUGHOUT, NOT_FOR_READERS -> markedAndDetached(current, worker);
      case NOT_WHILE_DETACHING -> {
        mark(current, worker);
        worker.mutex().unlock(current);
        thenTail(current, worker);
      }
      case NEVER -> withoutMutex(current, worker);
      case UNTIL_HANDED_OVER -> {
        mark(current, worker);
        drain(current, worker);
        chosen.detachItem(worker).queue(current);
        worker.mutex().unlock(current);
      }
      case UNTIL_BEFORE_HANDING_OVER -> {
        mark(current, worker);
        drain(current, worker);
        worker.mutex().unlock(current);
        chosen.detachItem(worker).queue(current);
      }
    }
    chosen.end(current, worker);
  }

  private void mark(Task current, VhostWorker worker) {
    KillSteps.lockAndMark(current, worker);
    if (chosen.drainsFirst()) {
      drain(current, worker);
    }
  }

  private void markedAndDetached(Task current, VhostWorker worker) {
    mark(current, worker);
    final int detached = chosen.detach().detach(current, worker);
    worker.addAttachments(current, -detached);
    if (chosen.holding() == Holding.NOT_FOR_READERS) {
      worker.mutex().unlock(current);
      awaitReaders(current, detached);
      worker.mutex().lock(current);
    } else {
      awaitReaders(current, detached);
    }
    lastDrain(current, worker);
    worker.mutex().unlock(current);
  }

  /** What follows where worker.mutex is not held: {@link Detach#thenTail} with what was chosen. */
  void thenTail(Task current, VhostWorker worker) {
    final int detached = chosen.detach().detach(current, worker);
    awaitReaders(current, detached);
    worker.mutex().lock(current);
    worker.addAttachments(current, -detached);
    lastDrain(current, worker);
    worker.mutex().unlock(current);
  }

  private void withoutMutex(Task current, VhostWorker worker) {
    chosen.killLock(worker).lock(current);
    worker.killed().set(current, true);
    final int detached = Detach.unlocked(current, worker);
    chosen.killLock(worker).unlock(current);
    awaitReaders(current, detached);
    lastDrain(current, worker);
  }

  private void awaitReaders(Task current, int detached) {
    if (detached > 0 || chosen.alwaysAwaitsReaders()) {
      current.kernel().rcu().synchronize(current);
    }
  }

  private void lastDrain(Task current, VhostWorker worker) {
    if (chosen.handsDrainOver()) {
      chosen.drainItem(worker).queue(current);
    } else {
      drain(current, worker);
    }
  }

  /** Deals with what is queued, by whoever calls. */
  void drain(Task current, VhostWorker worker) {
    if (chosen.drainsFaultless()) {
      current.disableFaults();
      chosen.drain().drain(current, worker);
      current.enableFaults();
    } else {
      chosen.drain().drain(current, worker);
    }
  }
}
