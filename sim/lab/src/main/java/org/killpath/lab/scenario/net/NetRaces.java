package org.killpath.lab.scenario.net;

import java.util.List;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.NetDevice;

/** Races on vhost-net with all memory present: the kill against ioctls and frames. */
public final class NetRaces {
  private static final String IOCTLS = "ioctls";
  private static final NetDevice.Settings ZERO_COPY = new NetDevice.Settings(true, true, false);
  private static final NetDevice.Settings BUSY_POLL = new NetDevice.Settings(true, false, true);

  private NetRaces() {}

  public static List<Scenario> all() {
    return List.of(
        h(),
        killed(
            "net-kill-flush",
            "kill against an outsider's flush under dev.mutex",
            NetRaces::flusher),
        killed(
            "net-kill-reset-owner",
            "kill against an outsider that resets the owner",
            NetRaces::resetter),
        killed(
            "net-kill-set-backend",
            "kill against an outsider that detaches the tap",
            NetRaces::detacher),
        killed(
            "net-kill-zero-copy",
            "kill against a flush, with frames sent without a copy",
            world -> {
              world.setting().net(ZERO_COPY);
              flusher(world);
            }),
        busyPoll(),
        killed("net-kill-release", "kill against the last close", NetRaces::closer),
        zeroCopy(
            "net-zero-copy-release",
            "nobody is killed: the last close, with a frame sent without a copy",
            NetRaces::lastCloser),
        zeroCopy(
            "net-zero-copy-reset-owner",
            "nobody is killed: the owner is reset, with a frame sent without a copy",
            NetRaces::resetter));
  }

  private static Scenario killed(String id, String story, Consumer<World> victim) {
    return new Scenario(
        id, Form.RACED, Kind.NET, story, new Actors("killer", IOCTLS), false, world -> {
          traffic(world);
          victim.accept(world);
          world.other("killer", current -> NetRig.kill(world, current));
        });
  }

  private static Scenario zeroCopy(String id, String story, Consumer<World> victim) {
    return new Scenario(
        id, Form.RACED, Kind.NET, story, new Actors("guest", IOCTLS), false, world -> {
          world.setting().net(ZERO_COPY);
          world.other("guest", current -> world.net().guestSends(current));
          victim.accept(world);
        });
  }

  private static Scenario busyPoll() {
    return new Scenario(
        "net-kill-busy-poll",
        Form.RACED,
        Kind.NET,
        "kill against handlers that poll for each other's work",
        new Actors("killer", "guest"),
        false,
        world -> {
          world.setting().net(BUSY_POLL);
          traffic(world);
          world.other("killer", current -> NetRig.kill(world, current));
        });
  }

  private static Scenario h() {
    return killed(
        "net-H", "reset-owner, set-owner, set-backend and traffic race the kill", world -> {
          ioctls(world, current -> {
            world.ioctl(current, task -> world.net().setBackend(task, NetDevice.RX, false));
            world.ioctl(current, task -> world.net().setBackend(task, NetDevice.RX, true));
            world.ioctl(current, world.net()::resetOwner);
            world.ioctl(current, world.net()::setOwner);
            world.ioctl(current, world.net()::start);
          });
        });
  }

  private static void traffic(World world) {
    world.other("host", current -> world.net().arrive(current));
    world.other("guest", current -> world.net().guestSends(current));
  }

  private static void ioctls(World world, Consumer<Task> program) {
    world.user(IOCTLS, Membership.OUTSIDE, program);
    world.oblige(IOCTLS);
  }

  private static void flusher(World world) {
    ioctls(world, current -> NetRig.flush(world, current));
  }

  private static void resetter(World world) {
    ioctls(world, current -> world.ioctl(current, world.net()::resetOwner));
  }

  private static void detacher(World world) {
    ioctls(
        world,
        current -> world.ioctl(current, task -> world.net().setBackend(task, NetDevice.TX, false)));
  }

  private static void closer(World world) {
    world.supervisorClosesEarly();
    world.other(IOCTLS, current -> world.file().put(current));
    world.oblige(IOCTLS);
  }

  private static void lastCloser(World world) {
    world.onlyTheOwnerHasItOpen();
    world.user(IOCTLS, Membership.IN_GROUP, world::ownerCloses);
    world.oblige(IOCTLS);
  }
}
