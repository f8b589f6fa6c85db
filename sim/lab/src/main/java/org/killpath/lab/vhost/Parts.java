package org.killpath.lab.vhost;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Task;

/**
 * The parts of the teardown path in which designs differ. {@link #upstream()} is what the kernel
 * does from 6.10 to 7.3; a design replaces what it changes, part by part. Parts never change once
 * they are made: each {@code with} returns others.
 */
public final class Parts {
  // Written only while a copy is being made, before anybody else sees it. Every world makes copies.
  private WorkerKind workerKind;
  private KillHandler killHandler;
  private KilledCheck killedCheck;
  private Assignment assignment;
  private FlushProtocol flushProtocol;
  private DataPathLock dataPathLock;
  private BeforeDestroy beforeDestroy;
  private RefusedTmf refusedTmf;
  private IotlbUpdate iotlbUpdate;
  private Ioctls ioctls;
  private Drivers drivers;
  private Set<Difference> differences;
  private boolean releaseNeedsOwner;

  private Parts() {
    workerKind = UpstreamParts.vhostTask(VhostTask.Reference.UNTIL_STOP);
    killHandler = KillSteps.upstream();
    killedCheck = UpstreamParts::isKilled;
    assignment = UpstreamParts.assignUnderVqMutex(UpstreamParts::write);
    flushProtocol = UpstreamParts::flush;
    dataPathLock = UpstreamParts::lock;
    beforeDestroy = (current, worker) -> {};
    refusedTmf = (current, releaseResources) -> releaseResources.run(current);
    iotlbUpdate = UpstreamParts::addRange;
    ioctls = Ioctls.upstream();
    drivers = Drivers.upstream();
    differences = Set.of();
    releaseNeedsOwner = false;
  }

  private Parts(Parts model) {
    workerKind = model.workerKind;
    killHandler = model.killHandler;
    killedCheck = model.killedCheck;
    assignment = model.assignment;
    flushProtocol = model.flushProtocol;
    dataPathLock = model.dataPathLock;
    beforeDestroy = model.beforeDestroy;
    refusedTmf = model.refusedTmf;
    iotlbUpdate = model.iotlbUpdate;
    ioctls = model.ioctls;
    drivers = model.drivers;
    differences = model.differences;
    releaseNeedsOwner = model.releaseNeedsOwner;
  }

  /** The kernel's own parts, 6.10 to 7.3. */
  public static Parts upstream() {
    return new Parts();
  }

  /** Creates the thread behind a worker. */
  @FunctionalInterface
  public interface WorkerKind {
    /** The thread, not yet running; nothing if it cannot be created. */
    Optional<WorkerThread> create(Task current, VhostWorker worker, Body killed);
  }

  /** The body of {@code vhost_worker_killed()}: what a worker does when its group is killed. */
  @FunctionalInterface
  public interface KillHandler {
    void killed(Task current, VhostWorker worker);
  }

  /** How flush, attach and free look at {@code worker->killed}, with worker.mutex held. */
  @FunctionalInterface
  public interface KilledCheck {
    boolean isKilled(Task current, VhostWorker worker);
  }

  /** The first half of {@code __vhost_vq_attach_worker()}: makes a worker serve a virtqueue. */
  @FunctionalInterface
  public interface Assignment {
    /**
     * The worker that served it before; nothing if there was none, or if {@code worker} was killed
     * and nothing has been changed.
     */
    Optional<VhostWorker> assign(Task current, VhostVirtqueue vq, VhostWorker worker);
  }

  /** The body of {@code __vhost_worker_flush()}, with worker.mutex held on entry and on return. */
  @FunctionalInterface
  public interface FlushProtocol {
    /** False if a fatal signal ended the wait before all that was queued had run. */
    boolean flush(Task current, VhostWorker worker);
  }

  /** Takes vq.mutex for a virtqueue's handler; false if the handler has to give up. */
  @FunctionalInterface
  public interface DataPathLock {
    boolean lock(Task current, VhostVirtqueue vq);
  }

  /** What {@code vhost_worker_destroy()} does before all else. */
  @FunctionalInterface
  public interface BeforeDestroy {
    void await(Task current, VhostWorker worker);
  }

  /** The end of {@code vhost_scsi_tmf_flush_work()} if the response work was refused. */
  @FunctionalInterface
  public interface RefusedTmf {
    void refused(Task current, Body releaseResources);
  }

  /** How an IOTLB message of an owner becomes entries. */
  @FunctionalInterface
  public interface IotlbUpdate {
    /** 0, or the error. */
    long add(Task current, Iotlb iotlb, Iotlb.Range range);
  }

  public WorkerKind workerKind() {
    return workerKind;
  }

  public KillHandler killHandler() {
    return killHandler;
  }

  public KilledCheck killedCheck() {
    return killedCheck;
  }

  public Assignment assignment() {
    return assignment;
  }

  public FlushProtocol flushProtocol() {
    return flushProtocol;
  }

  public DataPathLock dataPathLock() {
    return dataPathLock;
  }

  public BeforeDestroy beforeDestroy() {
    return beforeDestroy;
  }

  public RefusedTmf refusedTmf() {
    return refusedTmf;
  }

  public IotlbUpdate iotlbUpdate() {
    return iotlbUpdate;
  }

  public Ioctls ioctls() {
    return ioctls;
  }

  public Drivers drivers() {
    return drivers;
  }

  /** Does this kernel do so? */
  public boolean has(Difference difference) {
    return differences.contains(difference);
  }

  /** Does the last close stop the device only if its caller is the owner? */
  public boolean releaseNeedsOwner() {
    return releaseNeedsOwner;
  }

  public Parts withWorkerKind(WorkerKind kind) {
    return changed(parts -> parts.workerKind = kind);
  }

  public Parts withKillHandler(KillHandler handler) {
    return changed(parts -> parts.killHandler = handler);
  }

  public Parts withKilledCheck(KilledCheck check) {
    return changed(parts -> parts.killedCheck = check);
  }

  public Parts withAssignment(Assignment change) {
    return changed(parts -> parts.assignment = change);
  }

  public Parts withFlushProtocol(FlushProtocol protocol) {
    return changed(parts -> parts.flushProtocol = protocol);
  }

  public Parts withDataPathLock(DataPathLock lock) {
    return changed(parts -> parts.dataPathLock = lock);
  }

  public Parts withBeforeDestroy(BeforeDestroy wait) {
    return changed(parts -> parts.beforeDestroy = wait);
  }

  public Parts withRefusedTmf(RefusedTmf refused) {
    return changed(parts -> parts.refusedTmf = refused);
  }

  public Parts withIotlbUpdate(IotlbUpdate update) {
    return changed(parts -> parts.iotlbUpdate = update);
  }

  public Parts withIoctls(Ioctls change) {
    return changed(parts -> parts.ioctls = change);
  }

  public Parts withDrivers(Drivers change) {
    return changed(parts -> parts.drivers = change);
  }

  public Parts with(Difference difference) {
    final Set<Difference> more = EnumSet.of(difference);
    more.addAll(differences);
    return changed(parts -> parts.differences = Set.copyOf(more));
  }

  public Parts withOwnerCheckAtRelease() {
    return changed(parts -> parts.releaseNeedsOwner = true);
  }

  private Parts changed(Consumer<Parts> change) {
    final Parts copy = new Parts(this);
    change.accept(copy);
    return copy;
  }
}
