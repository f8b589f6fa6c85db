package org.killpath.lab.scenario.vsock;

import java.util.List;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.VringRequest.Command;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.VsockDevice;

/** Orderings in which the worker itself faults, and those in which a flush waits for it. */
public final class FaultOrderings {
  private static final Actors WITH_FLUSHER = new Actors("killer", "flusher");
  private static final Actors WITH_HOST = new Actors("killer", "host");

  private FaultOrderings() {}

  public static List<Scenario> all() {
    return List.of(d1(), d2(), d3(), e(), e1(), e2(), g(), g3(), l());
  }

  private static Scenario scenario(String id, String story, Actors actors, Consumer<World> script) {
    return new Scenario(id, Form.STAGED, Kind.VSOCK, story, actors, false, script);
  }

  private static Scenario d1() {
    return scenario(
        "D1",
        "the worker faults in its rx work; an outsider waits in a flush, with dev.mutex; kill",
        WITH_FLUSHER,
        world -> {
          final UserPage page = VsockRig.unservedBuffers(world, Backing.USERFAULTFD);
          flusherThenKill(world, page, 1);
        });
  }

  private static Scenario d2() {
    return scenario(
        "D2",
        "D1, with a second packet's work queued before the flush item",
        WITH_FLUSHER,
        world -> {
          final UserPage page = VsockRig.unservedBuffers(world, Backing.USERFAULTFD);
          flusherThenKill(world, page, 2);
        });
  }

  private static Scenario d3() {
    return scenario(
        "D3",
        "D1, with a second packet's work queued behind the flush item",
        WITH_FLUSHER,
        world -> {
          final UserPage page = VsockRig.unservedBuffers(world, Backing.USERFAULTFD);
          final Task flusher = flusherBehind(world, page, VsockRig.host(world, 1, page));
          final Task second = world.other("second-host", current -> {
            VsockRig.untilFlushWaits(world, current, flusher);
            VsockRig.send(world, current);
          });
          VsockRig.killer(world, current -> VsockRig.untilExited(world, current, second));
        });
  }

  private static Scenario e() {
    return scenario("E", "the worker faults in its rx work; kill", WITH_HOST, world -> {
      final UserPage page = VsockRig.unservedBuffers(world, Backing.USERFAULTFD);
      faultsThenKill(world, page, 1);
    });
  }

  private static Scenario e1() {
    return scenario(
        "E1",
        "the worker faults in its rx work; a thread of the group wants that vq.mutex in an ioctl;"
            + " then the kill",
        new Actors("killer", "contender"),
        world -> {
          final UserPage page = VsockRig.unservedBuffers(world, Backing.USERFAULTFD);
          VsockRig.host(world, 1, page);
          final VringRequest request = new VringRequest(
              Command.SET_CALL, VsockDevice.RX, world.presentPage(), world.presentPage());
          final Task contender = world.user("contender", Membership.IN_GROUP, current -> {
            VsockRig.untilWorkerFaults(world, current, page);
            world.systemCall(current, task -> world.vsock().ioctl(task, request));
          });
          VsockRig.killer(
              world,
              current ->
                  world.untilBlocked(current, contender, world.vsock().rx().mutex()));
        });
  }

  private static Scenario e2() {
    return scenario(
        "E2",
        "the worker faults in its rx work; a second packet's work is queued; kill",
        WITH_HOST,
        world -> {
          final UserPage page = VsockRig.unservedBuffers(world, Backing.USERFAULTFD);
          faultsThenKill(world, page, 2);
        });
  }

  private static Scenario g() {
    return scenario("G", "E, and the group's own descriptor is the only one", WITH_HOST, world -> {
      world.onlyTheOwnerHasItOpen();
      final UserPage page = VsockRig.unservedBuffers(world, Backing.USERFAULTFD);
      faultsThenKill(world, page, 1);
    });
  }

  private static Scenario g3() {
    return scenario(
        "G3",
        "E2, and the last close comes from another process when the kill has done what it can",
        new Actors("killer", "closer"),
        world -> {
          final UserPage page = VsockRig.unservedBuffers(world, Backing.USERFAULTFD);
          faultsThenKill(world, page, 2);
          VsockRig.closer(world, current -> VsockRig.untilKillIsOver(world, current));
        });
  }

  private static Scenario l() {
    return scenario("L", "a flush is asked for after the kill is over", WITH_FLUSHER, world -> {
      VsockRig.flusher(world, current -> VsockRig.untilKillIsOver(world, current));
      VsockRig.killer(world, current -> {});
    });
  }

  private static void faultsThenKill(World world, UserPage page, int packets) {
    final Task host = VsockRig.host(world, packets, page);
    VsockRig.killer(world, current -> {
      VsockRig.untilExited(world, current, host);
      VsockRig.untilWorkerFaults(world, current, page);
    });
  }

  private static void flusherThenKill(World world, UserPage page, int packets) {
    final Task flusher = flusherBehind(world, page, VsockRig.host(world, packets, page));
    VsockRig.killer(world, current -> VsockRig.untilFlushWaits(world, current, flusher));
  }

  private static Task flusherBehind(World world, UserPage page, Task host) {
    return VsockRig.flusher(world, current -> {
      VsockRig.untilExited(world, current, host);
      VsockRig.untilWorkerFaults(world, current, page);
    });
  }
}
