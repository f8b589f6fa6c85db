package org.killpath.lab.scenario.vsock;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.catalogue.Orderings;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.VringRequest.Command;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

import java.util.List;
import java.util.function.Consumer;

/** Orderings in which the worker itself faults, and those in which a flush waits for it. */
public final class FaultOrderings {
  private static final Actors WITH_FLUSHER = new Actors("killer", "flusher");
  private static final Actors WITH_HOST = new Actors("killer", "host");

  private FaultOrderings() {}

  public static List<Scenario> all() {
    return List.of(d1(), d2(), d3(), e(), e1(), e2(), g(), g3(), l());
  }

  private static Scenario scenario(
      String id, String story, Actors actors, Consumer<Scene<VsockDevice>> script) {
    return Scenario.vsock(id, Form.STAGED, story, actors, false, script);
  }

  private static Scenario d1() {
    return scenario(
        "D1",
        "the worker faults in its rx work; an outsider waits in a flush, with dev.mutex; kill",
        WITH_FLUSHER,
        scene -> {
          final UserPage page = VsockRig.unservedBuffers(scene, Backing.USERFAULTFD);
          flusherThenKill(scene, page, 1);
        });
  }

  private static Scenario d2() {
    return scenario(
        "D2",
        "D1, with a second packet's work queued before the flush item",
        WITH_FLUSHER,
        scene -> {
          final UserPage page = VsockRig.unservedBuffers(scene, Backing.USERFAULTFD);
          flusherThenKill(scene, page, 2);
        });
  }

  private static Scenario d3() {
    return scenario(
        "D3",
        "D1, with a second packet's work queued behind the flush item",
        WITH_FLUSHER,
        scene -> {
          final UserPage page = VsockRig.unservedBuffers(scene, Backing.USERFAULTFD);
          final Task flusher = flusherBehind(scene, page, VsockRig.host(scene, 1, page));
          final Task second = scene.other("second-host", current -> {
            Rig.untilFlushWaits(scene, current, flusher);
            VsockRig.send(scene, current);
          });
          Rig.killer(scene, current -> VsockRig.untilExited(scene, current, second));
        });
  }

  private static Scenario e() {
    return scenario("E", "the worker faults in its rx work; kill", WITH_HOST, scene -> {
      final UserPage page = VsockRig.unservedBuffers(scene, Backing.USERFAULTFD);
      faultsThenKill(scene, page, 1);
    });
  }

  private static Scenario e1() {
    return scenario(
        "E1",
        "the worker faults in its rx work; a thread of the group wants that vq.mutex in an ioctl;"
            + " then the kill",
        new Actors("killer", "contender"),
        scene -> {
          final UserPage page = VsockRig.unservedBuffers(scene, Backing.USERFAULTFD);
          VsockRig.host(scene, 1, page);
          final VringRequest request = new VringRequest(
              Command.SET_CALL, VsockDevice.RX, scene.presentPage(), scene.presentPage());
          final Task contender = scene.user("contender", Membership.IN_GROUP, current -> {
            Rig.untilWorkerFaults(scene, current, page);
            scene.systemCall(current, task -> scene.device().ioctl(task, request));
          });
          Rig.killer(
              scene,
              current ->
                  scene.untilBlocked(current, contender, scene.device().rx().mutex()));
        });
  }

  private static Scenario e2() {
    return scenario(
        "E2",
        "the worker faults in its rx work; a second packet's work is queued; kill",
        WITH_HOST,
        scene -> {
          final UserPage page = VsockRig.unservedBuffers(scene, Backing.USERFAULTFD);
          faultsThenKill(scene, page, 2);
        });
  }

  private static Scenario g() {
    return scenario("G", "E, and the group's own descriptor is the only one", WITH_HOST, scene -> {
      scene.onlyTheOwnerHasItOpen();
      final UserPage page = VsockRig.unservedBuffers(scene, Backing.USERFAULTFD);
      faultsThenKill(scene, page, 1);
    });
  }

  private static Scenario g3() {
    return scenario(
        "G3",
        "E2, and the last close comes from another process when the kill has done what it can",
        new Actors("killer", "closer"),
        scene -> {
          final UserPage page = VsockRig.unservedBuffers(scene, Backing.USERFAULTFD);
          faultsThenKill(scene, page, 2);
          Rig.closer(scene, current -> Rig.untilKillIsOver(scene, current));
        });
  }

  private static Scenario l() {
    return scenario("L", "a flush is asked for after the kill is over", WITH_FLUSHER, scene -> {
      VsockRig.flusher(scene, current -> Rig.untilKillIsOver(scene, current));
      Rig.killer(scene, current -> {});
    });
  }

  private static void faultsThenKill(Scene<VsockDevice> scene, UserPage page, int packets) {
    final Task host = VsockRig.host(scene, packets, page);
    Rig.killer(scene, current -> {
      VsockRig.untilExited(scene, current, host);
      Rig.untilWorkerFaults(scene, current, page);
    });
  }

  private static void flusherThenKill(Scene<VsockDevice> scene, UserPage page, int packets) {
    final Task flusher = flusherBehind(scene, page, VsockRig.host(scene, packets, page));
    Rig.killer(scene, current -> Rig.untilFlushWaits(scene, current, flusher));
  }

  private static Task flusherBehind(Scene<VsockDevice> scene, UserPage page, Task host) {
    return VsockRig.flusher(scene, current -> {
      VsockRig.untilExited(scene, current, host);
      Rig.untilWorkerFaults(scene, current, page);
    });
  }
}
