package org.killpath.lab.scenario.vsock;

import java.util.function.Consumer;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TaskState;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.VringRequest.Command;
import org.killpath.lab.vhost.device.Packet;
import org.killpath.lab.vhost.device.VsockDevice;

/** What orderings on vhost-vsock have in common. */
final class VsockRig {
  private VsockRig() {}

  // --- user memory

  /** A page of user memory that nobody serves while the ordering lasts. */
  static UserPage unserved(World world, Backing backing) {
    return world.page("user page", backing);
  }

  /** The guest's rx buffers lie on such a page. */
  static UserPage unservedBuffers(World world, Backing backing) {
    final UserPage page = unserved(world, backing);
    world.buffers(VsockDevice.RX, page);
    return page;
  }

  // --- actors

  /** In a vring ioctl whose second word lies on {@code page}: vq.mutex is held in the copy. */
  static Task holder(World world, Membership membership, int vq, UserPage page) {
    return holder(
        world, membership, new VringRequest(Command.SET_CALL, vq, world.presentPage(), page));
  }

  static Task holder(World world, Membership membership, VringRequest request) {
    return world.user(
        "holder",
        membership,
        current -> world.systemCall(current, task -> world.vsock().ioctl(task, request)));
  }

  /** Sends packets, each further one when the worker is asleep in the fault of the first. */
  static Task host(World world, int packets, UserPage page) {
    return world.other("host", current -> {
      for (int sent = 0; sent < packets; sent++) {
        if (sent > 0) {
          untilWorkerFaults(world, current, page);
        }
        send(world, current);
      }
    });
  }

  static void send(World world, Task current) {
    world.vsock().vhostTransportSendPkt(current, Packet.fromHost());
  }

  /** An outsider's ioctl that fails, and flushes with dev.mutex held. */
  static void flush(World world, Task current) {
    world.systemCall(current, task -> world.vsock().ioctl(task, DevCommand.SET_OWNER));
  }

  /** Flushes when {@code staging} is over; the world is complete only when the flush is, too. */
  static Task flusher(World world, Consumer<Task> staging) {
    world.oblige("flusher");
    return world.user("flusher", Membership.OUTSIDE, current -> {
      staging.accept(current);
      flush(world, current);
    });
  }

  /** Gives {@code holder} a signal that it has a handler for, when it sleeps on {@code page}. */
  static Task signaller(World world, Task holder, UserPage page) {
    return world.other("signaller", current -> {
      world.untilBlocked(current, holder, page);
      holder.group().signalHandled(current, holder);
    });
  }

  /** SIGKILL to the owner's group, by kill(2), when {@code staging} is over. */
  static Task killer(World world, Consumer<Task> staging) {
    return killer(world, Kill.KILL, staging);
  }

  /** exit_group(2) is called by a thread of the group itself; signals come from outside. */
  static Task killer(World world, Kill how, Consumer<Task> staging) {
    final Consumer<Task> program = current -> {
      staging.accept(current);
      world.ownerGroup().kill(current, how);
    };
    return how == Kill.EXIT_GROUP
        ? world.user("killer", Membership.IN_GROUP, program)
        : world.other("killer", program);
  }

  /** The last reference but for those of the owner's files, which go when their users exit. */
  static Task closer(World world, Consumer<Task> staging) {
    world.supervisorClosesEarly();
    world.oblige("closer");
    return world.other("closer", current -> {
      staging.accept(current);
      world.file().put(current);
    });
  }

  // --- states that are waited for

  static void untilWorkerFaults(World world, Task current, UserPage page) {
    world.until(current, "the worker faults", () -> isWorkerBlockedOn(world, page));
  }

  /** The worker has taken the item of a packet and wants the vq.mutex that somebody holds. */
  static void untilWorkerWantsRx(World world, Task current) {
    world.until(
        current,
        "the worker is blocked on the held vq.mutex",
        () -> isWorkerBlockedOn(world, world.vsock().rx().mutex()));
  }

  private static boolean isWorkerBlockedOn(World world, Resource on) {
    return world.worker().filter(worker -> worker.isBlockedOn(on)).isPresent();
  }

  static void untilExited(World world, Task current, Task host) {
    world.until(current, "the packets are queued", host::isExited);
  }

  static void untilFlushWaits(World world, Task current, Task flusher) {
    world.until(
        current,
        "the flusher waits",
        () -> flusher.pendingOp() == Op.WAIT
            && flusher.pendingOn() instanceof Completion
            && flusher.isBlocked());
  }

  /** {@code holder} has a signal pending and tries its fault again and again. */
  static void untilRetrying(World world, Task current, Task holder, UserPage page) {
    world.until(
        current,
        holder + " retries its fault",
        () -> holder.isBlockedOn(page) && holder.state() == TaskState.R);
  }

  /** The group was killed, and each of its threads and the worker is gone or can go no further. */
  static void untilKillIsOver(World world, Task current) {
    world.until(
        current,
        "the kill has done what it can",
        () -> world.ownerGroup().isExiting()
            && world.ownerGroup().tasks().stream().allMatch(World::rests)
            && world.worker().filter(World::rests).isPresent());
  }
}
