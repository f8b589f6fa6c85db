package org.killpath.scenario;

import java.util.List;
import java.util.Set;
import org.killpath.kernel.TaskGroup.Kill;
import org.killpath.scenario.Scenario.Actors;
import org.killpath.scenario.Scenario.Form;
import org.killpath.scenario.World.Membership;
import org.killpath.vhost.VhostIoctl.DevCommand;
import org.killpath.vhost.device.Device.Kind;
import org.killpath.vhost.device.Packet;

/** Orderings with all memory present, in which the kill itself is what races. */
final class KillRaces {
  private KillRaces() {}

  static List<Scenario> all() {
    return List.of(a(), killFlush(), killSetOwner(), killRelease());
  }

  private static Scenario a() {
    return new Scenario(
        "A",
        Form.RACED,
        Kind.VSOCK,
        "host packets are being queued while the owner's group is killed",
        new Actors("killer", "host"),
        false,
        world -> {
          world.other("host", current -> {
            world.vsock().vhostTransportSendPkt(current, Packet.fromHost());
            world.vsock().vhostTransportSendPkt(current, Packet.fromHost());
          });
          killer(world);
        });
  }

  private static Scenario killFlush() {
    return new Scenario(
        "kill-flush",
        Form.RACED,
        Kind.VSOCK,
        "kill against an outsider's flush under dev.mutex, with a host packet",
        new Actors("killer", "flusher"),
        false,
        world -> {
          world.other(
              "host", current -> world.vsock().vhostTransportSendPkt(current, Packet.fromHost()));
          world.user(
              "flusher",
              Membership.OUTSIDE,
              current -> world.systemCall(
                  current, task -> world.vsock().ioctl(task, DevCommand.SET_OWNER)));
          world.oblige("flusher");
          killer(world);
        });
  }

  private static Scenario killSetOwner() {
    return new Scenario(
        "kill-set-owner",
        Form.RACED,
        Kind.VSOCK,
        "kill against the owner's own set-owner and start",
        new Actors("killer", "owner-thread"),
        false,
        world -> {
          world.setUpOnly(Set.of());
          world.user("owner-thread", Membership.IN_GROUP, current -> {
            world.systemCall(current, task -> world.vsock().ioctl(task, DevCommand.SET_OWNER));
            if (world.dies(current)) {
              return;
            }
            world.systemCall(current, task -> world.vsock().setRunning(task, true));
          });
          killer(world);
        });
  }

  private static Scenario killRelease() {
    return new Scenario(
        "kill-release",
        Form.RACED,
        Kind.VSOCK,
        "kill against the last close, with a host packet",
        new Actors("killer", "closer"),
        false,
        world -> {
          world.other(
              "host", current -> world.vsock().vhostTransportSendPkt(current, Packet.fromHost()));
          world.supervisorClosesEarly();
          world.other("closer", current -> world.file().put(current));
          world.oblige("closer");
          killer(world);
        });
  }

  private static void killer(World world) {
    world.other("killer", current -> world.ownerGroup().kill(current, Kill.KILL));
  }
}
