package org.killpath.vhost;

import java.util.Optional;
import org.killpath.kernel.Body;
import org.killpath.kernel.Completion;
import org.killpath.kernel.Task;

/**
 * The parts of the teardown path in which designs differ. {@link #upstream()} is what the kernel
 * does from 6.10 to 7.3; a design replaces what it changes.
 *
 * @param workerKind what kind of thread a worker is
 * @param killHandler what a worker does when its group is killed
 * @param assignment how an attach writes vq.worker
 * @param flushProtocol how a flush of one worker queues its item and waits
 * @param dataPathLock how the data path takes vq.mutex
 * @param refusedTmf what vhost-scsi does when nobody can answer a task management function any more
 */
public record Parts(
    WorkerKind workerKind,
    KillHandler killHandler,
    Assignment assignment,
    FlushProtocol flushProtocol,
    DataPathLock dataPathLock,
    RefusedTmf refusedTmf) {

  /** Creates the thread behind a worker. */
  @FunctionalInterface
  public interface WorkerKind {
    /** The thread, not yet running; nothing if it cannot be created. */
    Optional<WorkerThread> create(Task current, VhostWorker worker, Body killed);
  }

  /** The body of {@code vhost_worker_killed()}. */
  @FunctionalInterface
  public interface KillHandler {
    void killed(Task current, VhostWorker worker);
  }

  /** {@code vq->worker = worker} in an attach, with worker.mutex and vq.mutex held. */
  @FunctionalInterface
  public interface Assignment {
    void assign(Task current, VhostVirtqueue vq, VhostWorker worker);
  }

  /** The body of {@code __vhost_worker_flush()}, with worker.mutex held on entry and on return. */
  @FunctionalInterface
  public interface FlushProtocol {
    void flush(Task current, VhostWorker worker);
  }

  /** Takes vq.mutex for a virtqueue's handler; false if the handler has to give up. */
  @FunctionalInterface
  public interface DataPathLock {
    boolean lock(Task current, VhostVirtqueue vq);
  }

  /** The end of {@code vhost_scsi_tmf_flush_work()} if the response work was refused. */
  @FunctionalInterface
  public interface RefusedTmf {
    void refused(Task current, Body releaseResources);
  }

  /** The kernel's own parts, 6.10 to 7.3. */
  public static Parts upstream() {
    return new Parts(
        Parts::vhostTask,
        Parts::upstreamKilled,
        Parts::upstreamAssign,
        Parts::upstreamFlush,
        Parts::upstreamLock,
        (current, releaseResources) -> releaseResources.run(current));
  }

  public Parts withWorkerKind(WorkerKind kind) {
    return new Parts(kind, killHandler, assignment, flushProtocol, dataPathLock, refusedTmf);
  }

  public Parts withKillHandler(KillHandler handler) {
    return new Parts(workerKind, handler, assignment, flushProtocol, dataPathLock, refusedTmf);
  }

  public Parts withAssignment(Assignment change) {
    return new Parts(workerKind, killHandler, change, flushProtocol, dataPathLock, refusedTmf);
  }

  public Parts withFlushProtocol(FlushProtocol protocol) {
    return new Parts(workerKind, killHandler, assignment, protocol, dataPathLock, refusedTmf);
  }

  public Parts withDataPathLock(DataPathLock lock) {
    return new Parts(workerKind, killHandler, assignment, flushProtocol, lock, refusedTmf);
  }

  public Parts withRefusedTmf(RefusedTmf refused) {
    return new Parts(workerKind, killHandler, assignment, flushProtocol, dataPathLock, refused);
  }

  private static Optional<WorkerThread> vhostTask(Task current, VhostWorker worker, Body killed) {
    return VhostTask.create(current, worker.role(), worker::vhostRunWorkList, killed);
  }

  /** K1: {@code vhost_worker_killed()}, 6.10 to 7.3. */
  private static void upstreamKilled(Task current, VhostWorker worker) {
    worker.mutex().lock(current);
    worker.killed().set(current, true);
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      vq.mutex().lock(current);
      if (vq.isServedBy(current, worker)) {
        vq.worker().set(current, Optional.empty());
        detached++;
      }
      vq.mutex().unlock(current);
    }
    worker.addAttachments(current, -detached);
    if (detached > 0) {
      current.kernel().rcu().synchronize(current);
    }
    worker.vhostRunWorkList(current);
    worker.mutex().unlock(current);
  }

  private static void upstreamAssign(Task current, VhostVirtqueue vq, VhostWorker worker) {
    vq.worker().set(current, Optional.of(worker));
  }

  /** F1i: {@code __vhost_worker_flush()}, 6.10 to 7.3. */
  private static void upstreamFlush(Task current, VhostWorker worker) {
    if (worker.attachmentCnt().get(current) == 0 || worker.killed().get(current)) {
      return;
    }
    final Completion done = worker.queueFlushItem(current);
    worker.mutex().unlock(current);
    done.await(current);
    worker.mutex().lock(current);
  }

  private static boolean upstreamLock(Task current, VhostVirtqueue vq) {
    vq.mutex().lock(current);
    return true;
  }
}
