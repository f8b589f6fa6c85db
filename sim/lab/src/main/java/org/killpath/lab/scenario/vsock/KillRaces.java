package org.killpath.lab.scenario.vsock;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.scenario.World.SetUp;
import org.killpath.lab.vhost.Iotlb.Range;
import org.killpath.lab.vhost.IotlbMessage;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.VringRequest.Command;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.Packet;
import org.killpath.lab.vhost.device.VsockDevice;

/** Orderings with all memory present, in which the kill itself is what races. */
public final class KillRaces {
  /** Packets of the largest size that make the tx handler run three times over. */
  private static final int FULL_RING = 24;

  private KillRaces() {}

  public static List<Scenario> all() {
    return List.of(
        a(),
        h(),
        killFlush(),
        killSetOwner(),
        killStart(),
        killStop(),
        killVring(),
        killMemTable(),
        killIotlb(),
        killIotlbWhole(),
        killTx(),
        killBusyTx(),
        killRelease());
  }

  /** {@code script} adds everybody but the killer, who is the last to be started. */
  private static Scenario kill(String id, String story, String rival, Consumer<World> script) {
    return new Scenario(
        id, Form.RACED, Kind.VSOCK, story, new Actors("killer", rival), false, world -> {
          script.accept(world);
          VsockRig.killer(world, current -> {});
        });
  }

  private static Scenario a() {
    return kill(
        "A", "host packets are being queued while the owner's group is killed", "host", world -> {
          world.other("host", current -> {
            VsockRig.send(world, current);
            VsockRig.send(world, current);
          });
        });
  }

  private static Scenario h() {
    return kill(
        "H",
        "kill against an outsider's set-owner, stop, start and vring ioctls, the other close, and"
            + " host packets",
        "flusher",
        world -> {
          world.ownerPrepares(current -> setKick(world, current, VsockDevice.TX));
          host(world);
          world.oblige("flusher");
          world.user("flusher", Membership.OUTSIDE, current -> {
            VsockRig.flush(world, current);
            world.systemCall(current, task -> world.vsock().setRunning(task, false));
            world.systemCall(current, task -> world.vsock().setRunning(task, true));
            setKick(world, current, VsockDevice.TX);
          });
          VsockRig.closer(world, current -> {});
        });
  }

  private static Scenario killFlush() {
    return kill(
        "kill-flush",
        "kill against an outsider's flush under dev.mutex, with a host packet",
        "flusher",
        world -> {
          host(world);
          VsockRig.flusher(world, current -> {});
        });
  }

  private static Scenario killSetOwner() {
    return kill(
        "kill-set-owner",
        "kill against the owner's own set-owner and start",
        "owner-thread",
        world -> {
          world.setUpOnly(Set.of());
          world.user("owner-thread", Membership.IN_GROUP, current -> {
            world.systemCall(current, task -> world.vsock().ioctl(task, DevCommand.SET_OWNER));
            if (!world.dies(current)) {
              world.systemCall(current, task -> world.vsock().setRunning(task, true));
            }
          });
        });
  }

  private static Scenario killStart() {
    return kill(
        "kill-start",
        "kill against an outsider that starts the device, with a host packet that came before",
        "starter",
        world -> {
          world.setUpOnly(Set.of(SetUp.SET_OWNER));
          host(world);
          outsider(
              world,
              "starter",
              current -> world.systemCall(current, task -> world.vsock().setRunning(task, true)));
        });
  }

  private static Scenario killStop() {
    return kill(
        "kill-stop",
        "kill against an outsider that stops the device, with a host packet",
        "stopper",
        world -> {
          host(world);
          outsider(
              world,
              "stopper",
              current -> world.systemCall(current, task -> world.vsock().setRunning(task, false)));
        });
  }

  private static Scenario killVring() {
    return kill(
        "kill-vring",
        "kill against an outsider that replaces the eventfd of a virtqueue, which flushes",
        "caller",
        world -> {
          world.ownerPrepares(current -> setKick(world, current, VsockDevice.RX));
          host(world);
          outsider(world, "caller", current -> setKick(world, current, VsockDevice.RX));
        });
  }

  private static Scenario killMemTable() {
    return kill(
        "kill-mem-table",
        "kill against an outsider that sets the memory table: each vq.mutex in turn, then a flush",
        "caller",
        world -> {
          host(world);
          outsider(
              world,
              "caller",
              current -> world.systemCall(
                  current, task -> world.vsock().ioctl(task, DevCommand.SET_MEM_TABLE)));
        });
  }

  private static Scenario killIotlb() {
    return kill(
        "kill-iotlb",
        "kill against an IOTLB update that queues two missed requests under all vq.mutexes",
        "writer",
        world -> {
          iotlb(world);
          host(world);
          outsider(world, "writer", current -> map(world, current, Range.GUEST, 2));
        });
  }

  private static Scenario killIotlbWhole() {
    return kill(
        "kill-iotlb-whole",
        "kill against an IOTLB update that maps every address there is, with a host packet that"
            + " waits for it, and then a flush",
        "flusher",
        world -> {
          iotlb(world);
          host(world);
          outsider(world, "flusher", current -> {
            map(world, current, Range.WHOLE, 1);
            VsockRig.flush(world, current);
          });
        });
  }

  private static void iotlb(World world) {
    world.ownerPrepares(current -> world.systemCall(current, world.vsock()::useIotlb));
  }

  private static void map(World world, Task current, Range range, int misses) {
    world.systemCall(
        current, task -> world.vsock().iotlb(task, IotlbMessage.update(range, misses)));
  }

  private static Scenario killTx() {
    return kill(
        "kill-tx", "kill against the guest's kick and the host's reply to it", "guest", world -> {
          world.ownerPrepares(current -> setKick(world, current, VsockDevice.TX));
          world.other("guest", current -> world.vsock().guestKick(current, Packet.fromHost()));
          world.other(
              "host", current -> world.vsock().vhostTransportSendPkt(current, new Packet(1, true)));
        });
  }

  private static Scenario killBusyTx() {
    return kill(
        "kill-busy-tx",
        "kill against the last close, while the guest's ring is so full that its handler queues"
            + " itself again and again",
        "closer",
        world -> {
          world.ownerPrepares(current -> setKick(world, current, VsockDevice.TX));
          world.other(
              "guest", current -> world.vsock().guestKick(current, Packet.largest(), FULL_RING));
          VsockRig.closer(world, current -> {});
        });
  }

  private static Scenario killRelease() {
    return kill(
        "kill-release", "kill against the last close, with a host packet", "closer", world -> {
          host(world);
          VsockRig.closer(world, current -> {});
        });
  }

  private static void host(World world) {
    world.other("host", current -> VsockRig.send(world, current));
  }

  private static void outsider(World world, String role, Consumer<Task> program) {
    world.oblige(role);
    world.user(role, Membership.OUTSIDE, program);
  }

  private static void setKick(World world, Task current, int vq) {
    final VringRequest request =
        new VringRequest(Command.SET_KICK, vq, world.presentPage(), world.presentPage());
    world.systemCall(current, task -> world.vsock().ioctl(task, request));
  }
}
