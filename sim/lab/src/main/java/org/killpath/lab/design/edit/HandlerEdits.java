package org.killpath.lab.design.edit;

import static org.killpath.lab.design.edit.Edit.edit;
import static org.killpath.lab.design.edit.Place.ASSIGNMENT;
import static org.killpath.lab.design.edit.Place.DATA_PATH_LOCK;
import static org.killpath.lab.design.edit.Place.DETACH;
import static org.killpath.lab.design.edit.Place.DRAINED;
import static org.killpath.lab.design.edit.Place.DRAINER;
import static org.killpath.lab.design.edit.Place.DRAIN_FAULTS;
import static org.killpath.lab.design.edit.Place.DRAIN_LOCK;
import static org.killpath.lab.design.edit.Place.FIRST_DRAIN;
import static org.killpath.lab.design.edit.Place.FLUSH_LOCK;
import static org.killpath.lab.design.edit.Place.FLUSH_OF_DEAD;
import static org.killpath.lab.design.edit.Place.HANDLER_LOCKS;
import static org.killpath.lab.design.edit.Place.READERS;
import static org.killpath.lab.design.edit.Place.REFUSER;
import static org.killpath.lab.design.edit.Place.SIGNAL;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.lab.design.step.Detach;
import org.killpath.lab.design.step.Drain;
import org.killpath.lab.vhost.UpstreamParts;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWorker;

/** Edits of {@code vhost_worker_killed()}, but for its detaching. */
final class HandlerEdits {
  private HandlerEdits() {}

  static List<Edit> all() {
    return List.of(
        edit(
                "rearm-sigkill",
                "follows from handlers that no signal reached any more",
                "First of all SIGKILL is made pending again for the worker, so that a copy that"
                    + " faults and a killable lock give up.")
            .at(SIGNAL)
            .by(teardown -> teardown.beginBy(current -> current.group().rearmSigkill(current))),
        edit(
                "drain-first",
                "code review of the hang (claim C8)",
                "Runs the work list right after killed := true, then detaches and drains as"
                    + " upstream.")
            .at(FIRST_DRAIN)
            .by(Teardown::drainFirst),
        edit(
                "drop-worker-mutex",
                "discussion of the hang",
                "The handler unlocks worker.mutex before the first vq.mutex, and takes it again for"
                    + " the count and the drain.")
            .at(HANDLER_LOCKS)
            .by(teardown -> teardown.hold(Holding.NOT_WHILE_DETACHING)),
        edit(
                "dev-mutex",
                "M. Christie: tried first, and dropped (claim C6)",
                "The handler takes dev.mutex first, then worker.mutex; detaches without vq.mutex;"
                    + " drops worker.mutex around synchronize_rcu().")
            .at(HANDLER_LOCKS, DETACH)
            .by(teardown -> {
              teardown.holdOutermost(teardown.dev().mutex());
              teardown.hold(Holding.NOT_FOR_READERS);
              teardown.detachBy(Detach::unlocked);
            }),
        edit(
                "no-worker-mutex",
                "follows from all other designs",
                "Mark and detach under a spinlock per worker, under which a flush queues and an"
                    + " attach writes; a flush of a dead worker waits until its handler is"
                    + " through.")
            .in("vhost_worker_killed", "__vhost_worker_flush", "__vhost_vq_attach_worker")
            .at(HANDLER_LOCKS, FIRST_DRAIN, DETACH, ASSIGNMENT, FLUSH_LOCK, FLUSH_OF_DEAD)
            .by(HandlerEdits::withoutMutex),
        edit(
                "deferred-detach",
                "code review of the hang (claim C9)",
                "The handler drains, sets a flag and queues a kernel work item that detaches, waits"
                    + " for readers and drains again; destroy first waits for that item.")
            .in("vhost_worker_killed", "vhost_worker_destroy")
            .at(HANDLER_LOCKS, FIRST_DRAIN, DETACH, DRAINER)
            .by(teardown -> teardown.hold(Holding.UNTIL_HANDED_OVER)),
        edit(
                "deferred-detach-late",
                "a variant of deferred-detach that is easily written by mistake",
                "deferred-detach, but the flag is set and the item queued only after worker.mutex"
                    + " was unlocked.")
            .in("vhost_worker_killed", "vhost_worker_destroy")
            .at(HANDLER_LOCKS, FIRST_DRAIN, DETACH, DRAINER)
            .as(Edit.Kind.MISTAKE)
            .by(teardown -> teardown.hold(Holding.UNTIL_BEFORE_HANDING_OVER)),
        edit(
                "always-wait-for-readers",
                "follows from a reader that queues on a worker whose last virtqueue is just gone",
                "The handler waits for readers even if it detached no virtqueue.")
            .at(READERS)
            .by(Teardown::alwaysAwaitReaders),
        edit(
                "flush-items-only",
                "follows from what the final drain was seen to do on a real kernel",
                "The drain runs flush items only, drops and counts the others, and tells the owner"
                    + " of each that has a way to be told.")
            .at(DRAINED)
            .by(teardown -> teardown.drainBy(Drain::flushItemsOnly)),
        edit(
                "refuse-by-kworker",
                "follows from owners of dropped items that take a vq.mutex when they are told",
                "A kernel work item tells the owners of the items that the drain drops; destroy first"
                    + " waits for that item.")
            .in("vhost_worker_killed", "vhost_worker_destroy")
            .at(REFUSER, FIRST_DRAIN)
            .needing("flush-items-only")
            .by(Teardown::refuseByKworker),
        edit(
                "killable-drain",
                "follows from a drain that waited for a vq.mutex, with killable-vq-handlers for that"
                    + " alone",
                "The virtqueue handlers lock vq.mutex killably when the kill handler runs them, which"
                    + " has made SIGKILL pending again.")
            .in(
                "vhost_worker_killed",
                "vhost_transport_do_send_pkt",
                "vhost_vsock_handle_tx_kick",
                "handle_rx",
                "handle_tx",
                "vhost_scsi_handle_vq",
                "vhost_scsi_ctl_handle_vq",
                "vhost_scsi_evt_handle_kick")
            .at(DRAIN_LOCK, DATA_PATH_LOCK)
            .needing("rearm-sigkill")
            .by(teardown ->
                teardown.also(parts -> parts.withDataPathLock((current, vq) -> isKilled(current)
                    ? vq.mutex().lockKillable(current)
                    : parts.dataPathLock().lock(current, vq)))),
        edit(
                "flush-items-first",
                "follows from flushes that waited for an item that faulted in the drain",
                "The drain runs flush items first, then the others.")
            .at(DRAINED)
            .by(teardown -> teardown.drainBy(Drain::flushItemsFirst)),
        edit(
                "drain-by-kworker",
                "follows from a worker that could not die because its drain faulted",
                "The last drain is left to a kernel work item with the owner's address space;"
                    + " destroy first waits for that item.")
            .in("vhost_worker_killed", "vhost_worker_destroy")
            .at(DRAINER)
            .needing("flush-waits-for-drain", "no-worker-mutex")
            .by(Teardown::handDrainOver),
        edit(
                "faultless-drain",
                "follows from faults in the final drain, which nothing ended on a real kernel",
                "While the list is run a user access that would fault fails at once"
                    + " (pagefault_disable).")
            .at(DRAIN_FAULTS)
            .by(Teardown::drainFaultless));
  }

  private static boolean isKilled(Task current) {
    return current.callTrace().stream()
        .anyMatch(function -> function.name().equals("vhost_worker_killed"));
  }

  private static void withoutMutex(Teardown teardown) {
    teardown.hold(Holding.NEVER);
    teardown.awaitDeath();
    teardown.also(parts -> parts.withAssignment(UpstreamParts.assignUnderVqMutex(
        (current, vq, worker) -> assign(current, vq, worker, teardown.killLock(worker)))));
  }

  /** With worker.mutex and vq.mutex held. */
  private static boolean assign(
      Task current, VhostVirtqueue vq, VhostWorker worker, SpinLock lock) {
    lock.lock(current);
    final boolean alive = !worker.isKilled(current);
    if (alive) {
      vq.worker().set(current, worker);
    }
    lock.unlock(current);
    return alive;
  }
}
