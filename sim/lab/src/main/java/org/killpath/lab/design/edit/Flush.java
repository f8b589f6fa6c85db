package org.killpath.lab.design.edit;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostWorker;

/** {@code __vhost_worker_flush()}, put together from the alternatives that were chosen. */
final class Flush implements Parts.FlushProtocol {
  private final Teardown chosen;

  Flush(Teardown chosen) {
    this.chosen = chosen;
  }

  @Override
  public boolean flush(Task current, VhostWorker worker) {
    final Optional<SpinLock> lock =
        chosen.holding() == Holding.NEVER ? Optional.of(chosen.killLock(worker)) : Optional.empty();
    if (worker.attachmentCnt().get(current) == 0) {
      return true;
    }
    lock.ifPresent(taken -> taken.lock(current));
    final Optional<Completion> awaited = awaited(current, worker);
    lock.ifPresent(taken -> taken.unlock(current));
    if (awaited.isEmpty()) {
      return true;
    }
    return chosen.flushHoldsMutex()
        ? await(current, awaited.get())
        : awaitUnlocked(current, worker, awaited.get());
  }

  private Optional<Completion> awaited(Task current, VhostWorker worker) {
    if (!worker.isKilled(current)) {
      return Optional.of(worker.queueFlushItem(current));
    }
    return chosen.awaitsDeath() ? Optional.of(chosen.killDone(worker)) : Optional.empty();
  }

  private boolean awaitUnlocked(Task current, VhostWorker worker, Completion awaited) {
    worker.mutex().unlock(current);
    final boolean flushed = await(current, awaited);
    worker.mutex().lock(current);
    return flushed;
  }

  /** Whoever frees the device afterwards cannot give up. */
  private boolean await(Task current, Completion awaited) {
    if (chosen.flushIsKillable() && !isReleasing(current)) {
      return awaited.awaitKillable(current);
    }
    awaited.await(current);
    return true;
  }

  private static boolean isReleasing(Task current) {
    return current.callTrace().stream().anyMatch(function -> function.name().endsWith("release"));
  }
}
