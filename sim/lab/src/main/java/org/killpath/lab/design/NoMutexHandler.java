package org.killpath.lab.design;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.lab.design.step.Detach;
import org.killpath.lab.design.step.Drain;
import org.killpath.lab.design.step.PerWorker;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.UpstreamParts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWorker;

/** A kill handler that takes no mutex: neither the worker's, nor a virtqueue's. */
public final class NoMutexHandler implements Design {
  @Override
  public String id() {
    return "no-mutex-handler";
  }

  @Override
  public String proposedBy() {
    return "follows from all other designs";
  }

  @Override
  public String changes() {
    return "Mark and detach under a spinlock per worker, under which a flush queues and an attach"
        + " writes; the drain runs flush items only, then completes what flushes of a dead worker"
        + " wait for; data path killable.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    final PerWorker<Teardown> teardowns = new PerWorker<>(Teardown::new);
    return Parts.upstream()
        .withKillHandler((current, worker) -> teardowns.of(worker).killed(current))
        .withFlushProtocol((current, worker) -> teardowns.of(worker).flush(current))
        .withAssignment(UpstreamParts.assignUnderVqMutex(
            (current, vq, worker) -> teardowns.of(worker).assign(current, vq)))
        .withDataPathLock((current, vq) -> vq.mutex().lockKillable(current));
  }

  /** The teardown of one worker. */
  private static final class Teardown {
    private final VhostWorker worker;
    private final SpinLock lock;
    private final Completion done;

    Teardown(VhostWorker worker) {
      this.worker = worker;
      this.lock = new SpinLock(worker.kernel(), "worker.kill_lock", worker.workerId(), worker);
      this.done = new Completion(
          worker.kernel(),
          "worker.kill_done",
          worker,
          () -> List.of(worker.thread().task()));
    }

    void killed(Task current) {
      lock.lock(current);
      worker.killed().set(current, true);
      final int detached = Detach.unlocked(current, worker);
      lock.unlock(current);
      if (detached > 0) {
        current.kernel().rcu().synchronize(current);
      }
      Drain.flushItemsOnly(current, worker);
      done.complete(current);
    }

    /** With worker.mutex held, which is given back for the wait, as upstream does. */
    boolean flush(Task current) {
      if (worker.attachmentCnt().get(current) == 0) {
        return true;
      }
      lock.lock(current);
      final Completion awaited = worker.isKilled(current) ? done : worker.queueFlushItem(current);
      lock.unlock(current);
      worker.mutex().unlock(current);
      awaited.await(current);
      worker.mutex().lock(current);
      return true;
    }

    /** With worker.mutex and vq.mutex held. */
    boolean assign(Task current, VhostVirtqueue vq) {
      lock.lock(current);
      final boolean alive = !worker.isKilled(current);
      if (alive) {
        vq.worker().set(current, Optional.of(worker));
      }
      lock.unlock(current);
      return alive;
    }
  }
}
