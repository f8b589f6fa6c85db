package org.killpath.lab.scenario;

import java.util.function.Consumer;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TaskState;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.VringRequest.Command;

/**
 * What orderings have in common, whatever the device: who holds, kills and closes, and the states
 * that are waited for.
 *
 * <p>Where an actor takes a {@code staging}, that is what it does first: usually it waits for a
 * state by one of the methods whose names begin with {@code until}. Those wait in a staged ordering
 * and do nothing in a raced one.
 */
public final class Rig {
  private Rig() {}

  // --- user memory

  /** A page of user memory that nobody serves while the ordering lasts. */
  public static UserPage unserved(Scene<?> scene, Backing backing) {
    return scene.page("user page", backing);
  }

  /** The guest's buffers of virtqueue {@code vq} lie on such a page. */
  public static UserPage unservedBuffers(Scene<?> scene, int vq, Backing backing) {
    final UserPage page = unserved(scene, backing);
    scene.buffers(vq, page);
    return page;
  }

  // --- actors

  /**
   * In a vring ioctl whose second word lies on {@code page}: vq.mutex is held in the copy. Its role
   * is {@code holder}.
   */
  public static Task holder(Scene<?> scene, Membership membership, int vq, UserPage page) {
    return scene.user("holder", membership, current -> hold(scene, current, vq, page));
  }

  /** The same in another vring ioctl. */
  public static Task holder(Scene<?> scene, Membership membership, VringRequest request) {
    return scene.user(
        "holder",
        membership,
        current -> scene.ioctl(current, task -> scene.device().ioctl(task, request)));
  }

  /** What a holder does: returns when {@code page} has been served. */
  public static void hold(Scene<?> scene, Task current, int vq, UserPage page) {
    final VringRequest request = new VringRequest(Command.SET_CALL, vq, scene.presentPage(), page);
    scene.ioctl(current, task -> scene.device().ioctl(task, request));
  }

  /**
   * Gives {@code holder} a signal that it has a handler for, when it sleeps on {@code page}. Its
   * role is {@code signaller}.
   */
  public static Task signaller(Scene<?> scene, Task holder, UserPage page) {
    return scene.other("signaller", current -> {
      scene.untilBlocked(current, holder, page);
      holder.group().signalHandled(current, holder);
    });
  }

  /**
   * SIGKILL to the owner's group, by kill(2), when {@code staging} is over. Its role is {@code
   * killer}.
   */
  public static Task killer(Scene<?> scene, Consumer<Task> staging) {
    return killer(scene, Kill.KILL, staging);
  }

  /**
   * The same by {@code how}: exit_group(2) is called by a thread of the group itself; signals come
   * from outside.
   */
  public static Task killer(Scene<?> scene, Kill how, Consumer<Task> staging) {
    final Consumer<Task> program = current -> {
      staging.accept(current);
      scene.ownerGroup().kill(current, how);
    };
    return how == Kill.EXIT_GROUP
        ? scene.user("killer", Membership.IN_GROUP, program)
        : scene.other("killer", program);
  }

  /** What a killer does: SIGKILL to the owner's group. */
  public static void kill(Scene<?> scene, Task current) {
    scene.ownerGroup().kill(current, Kill.KILL);
  }

  /**
   * Closes the last descriptor but for those of the owner's files, which go when their users exit.
   * Its role is {@code closer}; the world is complete only when it is through.
   */
  public static Task closer(Scene<?> scene, Consumer<Task> staging) {
    scene.supervisorClosesEarly();
    scene.oblige("closer");
    return scene.other("closer", current -> {
      staging.accept(current);
      scene.file().put(current);
    });
  }

  // --- states that are waited for

  /** The first worker is asleep in a fault on {@code page}. */
  public static void untilWorkerFaults(Scene<?> scene, Task current, UserPage page) {
    scene.until(current, "the worker faults", () -> isWorkerBlockedOn(scene, page));
  }

  /** The first worker is blocked on the vq.mutex of {@code vq}, which somebody holds. */
  public static void untilWorkerWants(Scene<?> scene, Task current, int vq) {
    scene.until(
        current,
        "the worker is blocked on the held vq.mutex",
        () -> isWorkerBlockedOn(scene, scene.device().dev().vqs().get(vq).mutex()));
  }

  private static boolean isWorkerBlockedOn(Scene<?> scene, Resource on) {
    return scene.worker().filter(worker -> worker.isBlockedOn(on)).isPresent();
  }

  /** {@code flusher} waits for what it flushes. */
  public static void untilFlushWaits(Scene<?> scene, Task current, Task flusher) {
    scene.until(
        current,
        "the flusher waits",
        () -> flusher.pendingOp() == Op.WAIT
            && flusher.pendingOn() instanceof Completion
            && flusher.isBlocked());
  }

  /** {@code holder} has a signal pending and tries its fault again and again. */
  public static void untilRetrying(Scene<?> scene, Task current, Task holder, UserPage page) {
    scene.until(
        current,
        holder + " retries its fault",
        () -> holder.isBlockedOn(page) && holder.state() == TaskState.R);
  }

  /** The group was killed, and each of its threads and the worker is gone or can go no further. */
  public static void untilKillIsOver(Scene<?> scene, Task current) {
    scene.until(
        current,
        "the kill has done what it can",
        () -> scene.ownerGroup().isExiting()
            && scene.ownerGroup().tasks().stream().allMatch(Scene::rests)
            && scene.worker().filter(Scene::rests).isPresent());
  }
}
