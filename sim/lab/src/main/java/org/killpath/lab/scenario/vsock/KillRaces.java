package org.killpath.lab.scenario.vsock;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.catalogue.Orderings;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.scenario.Scene.SetUp;
import org.killpath.lab.vhost.Iotlb.Range;
import org.killpath.lab.vhost.IotlbMessage;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.VringRequest.Command;
import org.killpath.lab.vhost.device.vsock.Packet;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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
  private static Scenario kill(
      String id, String story, String rival, Consumer<Scene<VsockDevice>> script) {
    return Scenario.vsock(id, Form.RACED, story, new Actors("killer", rival), false, scene -> {
      script.accept(scene);
      Rig.killer(scene, current -> {});
    });
  }

  private static Scenario a() {
    return kill(
        "A", "host packets are being queued while the owner's group is killed", "host", scene -> {
          scene.other("host", current -> {
            VsockRig.send(scene, current);
            VsockRig.send(scene, current);
          });
        });
  }

  private static Scenario h() {
    return kill(
        "H",
        "kill against an outsider's set-owner, stop, start and vring ioctls, the other close, and"
            + " host packets",
        "flusher",
        scene -> {
          scene.ownerPrepares(current -> setKick(scene, current, VsockDevice.TX));
          host(scene);
          scene.oblige("flusher");
          scene.user("flusher", Membership.OUTSIDE, current -> {
            VsockRig.flush(scene, current);
            scene.systemCall(current, task -> scene.device().setRunning(task, false));
            scene.systemCall(current, task -> scene.device().setRunning(task, true));
            setKick(scene, current, VsockDevice.TX);
          });
          Rig.closer(scene, current -> {});
        });
  }

  private static Scenario killFlush() {
    return kill(
        "kill-flush",
        "kill against an outsider's flush under dev.mutex, with a host packet",
        "flusher",
        scene -> {
          host(scene);
          VsockRig.flusher(scene, current -> {});
        });
  }

  private static Scenario killSetOwner() {
    return kill(
        "kill-set-owner",
        "kill against the owner's own set-owner and start",
        "owner-thread",
        scene -> {
          scene.setUpOnly(Set.of());
          scene.user("owner-thread", Membership.IN_GROUP, current -> {
            scene.systemCall(current, task -> scene.device().ioctl(task, DevCommand.SET_OWNER));
            if (!scene.dies(current)) {
              scene.systemCall(current, task -> scene.device().setRunning(task, true));
            }
          });
        });
  }

  private static Scenario killStart() {
    return kill(
        "kill-start",
        "kill against an outsider that starts the device, with a host packet that came before",
        "starter",
        scene -> {
          scene.setUpOnly(Set.of(SetUp.SET_OWNER));
          host(scene);
          outsider(
              scene,
              "starter",
              current -> scene.systemCall(current, task -> scene.device().setRunning(task, true)));
        });
  }

  private static Scenario killStop() {
    return kill(
        "kill-stop",
        "kill against an outsider that stops the device, with a host packet",
        "stopper",
        scene -> {
          host(scene);
          outsider(
              scene,
              "stopper",
              current -> scene.systemCall(current, task -> scene.device().setRunning(task, false)));
        });
  }

  private static Scenario killVring() {
    return kill(
        "kill-vring",
        "kill against an outsider that replaces the eventfd of a virtqueue, which flushes",
        "caller",
        scene -> {
          scene.ownerPrepares(current -> setKick(scene, current, VsockDevice.RX));
          host(scene);
          outsider(scene, "caller", current -> setKick(scene, current, VsockDevice.RX));
        });
  }

  private static Scenario killMemTable() {
    return kill(
        "kill-mem-table",
        "kill against an outsider that sets the memory table: each vq.mutex in turn, then a flush",
        "caller",
        scene -> {
          host(scene);
          outsider(
              scene,
              "caller",
              current -> scene.systemCall(
                  current, task -> scene.device().ioctl(task, DevCommand.SET_MEM_TABLE)));
        });
  }

  private static Scenario killIotlb() {
    return kill(
        "kill-iotlb",
        "kill against an IOTLB update that queues two missed requests under all vq.mutexes",
        "writer",
        scene -> {
          iotlb(scene);
          host(scene);
          outsider(scene, "writer", current -> map(scene, current, Range.GUEST, 2));
        });
  }

  private static Scenario killIotlbWhole() {
    return kill(
        "kill-iotlb-whole",
        "kill against an IOTLB update that maps every address there is, with a host packet that"
            + " waits for it, and then a flush",
        "flusher",
        scene -> {
          iotlb(scene);
          host(scene);
          outsider(scene, "flusher", current -> {
            map(scene, current, Range.WHOLE, 1);
            VsockRig.flush(scene, current);
          });
        });
  }

  private static void iotlb(Scene<VsockDevice> scene) {
    scene.ownerPrepares(current -> scene.systemCall(current, scene.device()::useIotlb));
  }

  private static void map(Scene<VsockDevice> scene, Task current, Range range, int misses) {
    scene.systemCall(
        current, task -> scene.device().iotlb(task, IotlbMessage.update(range, misses)));
  }

  private static Scenario killTx() {
    return kill(
        "kill-tx", "kill against the guest's kick and the host's reply to it", "guest", scene -> {
          scene.ownerPrepares(current -> setKick(scene, current, VsockDevice.TX));
          scene.other("guest", current -> scene.device().guestKick(current, Packet.fromHost()));
          scene.other(
              "host",
              current -> scene.device().vhostTransportSendPkt(current, new Packet(1, true)));
        });
  }

  private static Scenario killBusyTx() {
    return kill(
        "kill-busy-tx",
        "kill against the last close, while the guest's ring is so full that its handler queues"
            + " itself again and again",
        "closer",
        scene -> {
          scene.ownerPrepares(current -> setKick(scene, current, VsockDevice.TX));
          scene.other(
              "guest", current -> scene.device().guestKick(current, Packet.largest(), FULL_RING));
          Rig.closer(scene, current -> {});
        });
  }

  private static Scenario killRelease() {
    return kill(
        "kill-release", "kill against the last close, with a host packet", "closer", scene -> {
          host(scene);
          Rig.closer(scene, current -> {});
        });
  }

  private static void host(Scene<VsockDevice> scene) {
    scene.other("host", current -> VsockRig.send(scene, current));
  }

  private static void outsider(Scene<VsockDevice> scene, String role, Consumer<Task> program) {
    scene.oblige(role);
    scene.user(role, Membership.OUTSIDE, program);
  }

  private static void setKick(Scene<VsockDevice> scene, Task current, int vq) {
    final VringRequest request =
        new VringRequest(Command.SET_KICK, vq, scene.presentPage(), scene.presentPage());
    scene.systemCall(current, task -> scene.device().ioctl(task, request));
  }
}
