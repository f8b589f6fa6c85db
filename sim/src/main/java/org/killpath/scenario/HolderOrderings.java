package org.killpath.scenario;

import java.util.List;
import org.killpath.kernel.Task;
import org.killpath.kernel.TaskGroup.Kill;
import org.killpath.kernel.TaskState;
import org.killpath.kernel.UserPage;
import org.killpath.kernel.UserPage.Backing;
import org.killpath.scenario.Scenario.Actors;
import org.killpath.scenario.Scenario.Form;
import org.killpath.scenario.World.Membership;
import org.killpath.vhost.VringRequest;
import org.killpath.vhost.VringRequest.Command;
import org.killpath.vhost.device.Device.Kind;
import org.killpath.vhost.device.Packet;
import org.killpath.vhost.device.VsockDevice;

/** Orderings in which a task inside a vring ioctl sleeps on user memory, with locks held. */
final class HolderOrderings {
  private static final Actors ACTORS = new Actors("killer", "holder");

  private HolderOrderings() {}

  static List<Scenario> all() {
    return List.of(b(), bf(), c(), c2(), f(), n());
  }

  private static Scenario b() {
    return new Scenario(
        "B",
        Form.STAGED,
        Kind.VSOCK,
        "the holder is a thread of the killed group, asleep on a userfaultfd page",
        ACTORS,
        false,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          killWhenAsleep(world, holder(world, Membership.IN_GROUP, page), page);
        });
  }

  private static Scenario bf() {
    return new Scenario(
        "BF",
        Form.STAGED,
        Kind.VSOCK,
        "the holder is a thread of the killed group, on a FUSE page whose server has read the"
            + " request",
        ACTORS,
        false,
        world -> {
          final UserPage page = world.page("user page", Backing.FUSE_READ);
          killWhenAsleep(world, holder(world, Membership.IN_GROUP, page), page);
        });
  }

  private static Scenario c() {
    return new Scenario(
        "C",
        Form.STAGED,
        Kind.VSOCK,
        "the holder is an outsider, asleep on a userfaultfd page",
        ACTORS,
        true,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          killWhenAsleep(world, holder(world, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario c2() {
    return new Scenario(
        "C2",
        Form.STAGED,
        Kind.VSOCK,
        "C, and a host packet for the held virtqueue is queued before the kill",
        ACTORS,
        true,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          final Task holder = holder(world, Membership.OUTSIDE, page);
          world.other("host", current -> {
            world.untilBlocked(current, holder, page);
            world.vsock().vhostTransportSendPkt(current, Packet.fromHost());
          });
          killer(
              world,
              current -> world.until(
                  current,
                  "the worker is blocked on the held vq.mutex",
                  () -> world
                      .worker()
                      .filter(worker -> worker.isBlockedOn(world.vsock().rx().mutex()))
                      .isPresent()));
        });
  }

  private static Scenario f() {
    return new Scenario(
        "F",
        Form.STAGED,
        Kind.VSOCK,
        "C, and a handled signal is pending at the holder: it retries its fault for ever",
        ACTORS,
        true,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          final Task holder = holder(world, Membership.OUTSIDE, page);
          world.other("signaller", current -> {
            world.untilBlocked(current, holder, page);
            holder.group().signalHandled(current, holder);
          });
          killer(
              world,
              current -> world.until(
                  current,
                  holder + " retries its fault",
                  () -> holder.isBlockedOn(page) && holder.state() == TaskState.R));
        });
  }

  private static Scenario n() {
    return new Scenario(
        "N",
        Form.STAGED,
        Kind.VSOCK,
        "C, but the fault is on the argument's first word: the holder has dev.mutex only",
        ACTORS,
        false,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          final VringRequest request =
              new VringRequest(Command.SET_CALL, VsockDevice.RX, page, world.presentPage());
          final Task holder =
              world.user("holder", Membership.OUTSIDE, current -> hold(world, current, request));
          killWhenAsleep(world, holder, page);
        });
  }

  private static Task holder(World world, Membership membership, UserPage page) {
    final VringRequest request =
        new VringRequest(Command.SET_CALL, VsockDevice.RX, world.presentPage(), page);
    return world.user("holder", membership, current -> hold(world, current, request));
  }

  private static void hold(World world, Task current, VringRequest request) {
    world.systemCall(current, task -> world.vsock().ioctl(task, request));
  }

  private static void killWhenAsleep(World world, Task holder, UserPage page) {
    killer(world, current -> world.untilBlocked(current, holder, page));
  }

  private static void killer(World world, java.util.function.Consumer<Task> staging) {
    world.other("killer", current -> {
      staging.accept(current);
      world.ownerGroup().kill(current, Kill.KILL);
    });
  }
}
