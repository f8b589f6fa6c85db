package org.killpath.lab.design.edit;

import static org.killpath.lab.design.edit.Edit.edit;
import static org.killpath.lab.design.edit.Place.ASSIGNMENT;
import static org.killpath.lab.design.edit.Place.DETACH;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.lab.design.step.Detach;
import org.killpath.lab.vhost.UpstreamParts;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWorker;

/** Ways to take a killed worker off its virtqueues. */
final class DetachEdits {
  private DetachEdits() {}

  static List<Edit> all() {
    return List.of(
        edit(
                "skip-foreign-vqs",
                "follows from one held virtqueue that stopped every worker of a device",
                "A virtqueue that another worker serves is passed over without locking it.")
            .at(DETACH)
            .by(teardown -> teardown.detachBy(Detach::ofItsOwn)),
        edit(
                "trylock-backoff",
                "code review of the hang (claim C9)",
                "Up to 200 rounds of trylock over the virtqueues not done yet, 1 ms of sleep"
                    + " between rounds; then upstream's tail, whatever is left attached.")
            .at(DETACH)
            .by(teardown -> teardown.detachBy(Detach::byTryingForAWhile)),
        edit(
                "trylock-unbounded",
                "follows from what trylock-backoff was seen to leave behind",
                "trylock-backoff without a limit of rounds; a virtqueue that another worker serves"
                    + " is passed over before its lock is tried.")
            .at(DETACH)
            .by(teardown -> teardown.detachBy(Detach::byTryingForEver)),
        edit(
                "lock-free-detach",
                "discussion of the hang",
                "The handler detaches by compare-and-set of vq.worker to null; it takes no"
                    + " vq.mutex.")
            .at(DETACH)
            .by(teardown -> teardown.detachBy(Detach::lockFree)),
        edit(
                "assignment-lock",
                "M. S. Tsirkin (claim C1)",
                "A spinlock per device guards vq.worker: the whole detach loop runs under it,"
                    + " without vq.mutex; an attach takes it around its write, inside vq.mutex.")
            .in("vhost_worker_killed", "__vhost_vq_attach_worker")
            .at(DETACH, ASSIGNMENT)
            .by(DetachEdits::lockPerDevice),
        edit(
                "vq-assignment-lock",
                "follows from assignment-lock, whose detach loop stops every attach",
                "A spinlock per virtqueue guards vq.worker, taken for one virtqueue at a time"
                    + " instead of vq.mutex; an attach takes it around its write.")
            .in("vhost_worker_killed", "__vhost_vq_attach_worker")
            .at(DETACH, ASSIGNMENT)
            .by(DetachEdits::lockPerVirtqueue),
        edit(
                "worker-assignment-lock",
                "follows from assignment-lock, which workers of one device share",
                "A spinlock per worker guards the detach loop, without vq.mutex; an attach takes"
                    + " that of the new worker around its write.")
            .in("vhost_worker_killed", "__vhost_vq_attach_worker")
            .at(DETACH, ASSIGNMENT)
            .by(DetachEdits::lockPerWorker));
  }

  private static void lockPerDevice(Teardown teardown) {
    final SpinLock lock = new SpinLock(teardown.dev().kernel(), "assignment_lock", teardown.dev());
    teardown.detachBy(Detach.under(lock));
    writeUnder(teardown, (vq, worker) -> lock);
  }

  private static void lockPerVirtqueue(Teardown teardown) {
    final Map<VhostVirtqueue, SpinLock> locks = new ConcurrentHashMap<>();
    final BiFunction<VhostVirtqueue, VhostWorker, SpinLock> lock =
        (vq, worker) -> locks.computeIfAbsent(
            vq,
            each -> new SpinLock(each.dev().kernel(), "vq.worker_lock", each.index(), each.dev()));
    teardown.detachBy((current, worker) ->
        Detach.underEach(vq -> lock.apply(vq, worker)).detach(current, worker));
    writeUnder(teardown, lock);
  }

  private static void lockPerWorker(Teardown teardown) {
    teardown.detachBy(
        (current, worker) -> Detach.under(teardown.killLock(worker)).detach(current, worker));
    writeUnder(teardown, (vq, worker) -> teardown.killLock(worker));
  }

  private static void writeUnder(
      Teardown teardown, BiFunction<VhostVirtqueue, VhostWorker, SpinLock> locks) {
    teardown.also(parts ->
        parts.withAssignment(UpstreamParts.assignUnderVqMutex((current, vq, worker) -> {
          final SpinLock lock = locks.apply(vq, worker);
          lock.lock(current);
          vq.worker().set(current, worker);
          lock.unlock(current);
          return true;
        })));
  }
}
