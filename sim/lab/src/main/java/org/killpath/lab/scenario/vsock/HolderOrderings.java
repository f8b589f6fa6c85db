package org.killpath.lab.scenario.vsock;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
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

/** Orderings in which a task inside a vring ioctl sleeps on user memory, with locks held. */
public final class HolderOrderings {
  private static final Actors ACTORS = new Actors("killer", "holder");

  private HolderOrderings() {}

  public static List<Scenario> all() {
    return List.of(b(), bs(), bf(), c(), ck(), cf(), cg(), c2(), c3(), c4(), f(), f2(), fs(), n());
  }

  private static Scenario plain(String id, String story, Consumer<Scene<VsockDevice>> script) {
    return Scenario.vsock(id, Form.STAGED, story, ACTORS, false, script);
  }

  private static Scenario withPacketAfterwards(
      String id, String story, Consumer<Scene<VsockDevice>> script) {
    return Scenario.vsock(id, Form.STAGED, story, ACTORS, true, script);
  }

  private static Scenario b() {
    return plain(
        "B", "the holder is a thread of the killed group, asleep on a userfaultfd page", scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          killWhenAsleep(scene, holder(scene, Membership.IN_GROUP, page), page);
        });
  }

  private static Scenario bs() {
    return plain(
        "BS", "B, and a handled signal is pending at the holder before the kill", scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          killWhenRetrying(scene, holder(scene, Membership.IN_GROUP, page), page);
        });
  }

  private static Scenario bf() {
    return plain(
        "BF",
        "the holder is a thread of the killed group, on a FUSE page whose server has read the"
            + " request",
        scene -> {
          final UserPage page = Rig.unserved(scene, Backing.FUSE_READ);
          killWhenAsleep(scene, holder(scene, Membership.IN_GROUP, page), page);
        });
  }

  private static Scenario c() {
    return withPacketAfterwards(
        "C", "the holder is an outsider, asleep on a userfaultfd page", scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          killWhenAsleep(scene, holder(scene, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario ck() {
    return withPacketAfterwards("CK", "C, and then the holder is killed, too", scene -> {
      final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
      final Task holder = holder(scene, Membership.OUTSIDE, page);
      killWhenAsleep(scene, holder, page);
      scene.other("second-killer", current -> {
        Rig.untilKillIsOver(scene, current);
        holder.group().kill(current, Kill.KILL);
      });
    });
  }

  private static Scenario cf() {
    return withPacketAfterwards(
        "CF", "C with a FUSE page; nobody ever gives the holder a signal", scene -> {
          final UserPage page = Rig.unserved(scene, Backing.FUSE);
          killWhenAsleep(scene, holder(scene, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario cg() {
    return withPacketAfterwards(
        "CG", "C, and then every other reference to the device is closed", scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          killWhenAsleep(scene, holder(scene, Membership.OUTSIDE, page), page);
          scene.user("descriptor-closer", Membership.OUTSIDE, current -> {
            Rig.untilKillIsOver(scene, current);
            scene.ownerCloses(current);
          });
          Rig.closer(scene, current -> Rig.untilKillIsOver(scene, current));
        });
  }

  private static Scenario c2() {
    return withPacketAfterwards(
        "C2", "C, and a host packet for the held virtqueue is queued before the kill", scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          final Task holder = holder(scene, Membership.OUTSIDE, page);
          scene.other("host", current -> {
            scene.untilBlocked(current, holder, page);
            VsockRig.send(scene, current);
          });
          Rig.killer(scene, current -> Rig.untilWorkerWants(scene, current, VsockDevice.RX));
        });
  }

  private static Scenario c3() {
    return withPacketAfterwards(
        "C3", "C, and a second outsider wants dev.mutex for an ioctl before the kill", scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          final Task holder = holder(scene, Membership.OUTSIDE, page);
          final Task bystander = scene.user("bystander", Membership.OUTSIDE, current -> {
            scene.untilBlocked(current, holder, page);
            VsockRig.flush(scene, current);
          });
          Rig.killer(
              scene,
              current ->
                  scene.untilBlocked(current, bystander, scene.device().dev().mutex()));
        });
  }

  private static Scenario c4() {
    return withPacketAfterwards(
        "C4",
        "C, and a host packet for the held virtqueue is queued when the kill has done what it can",
        scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          killWhenAsleep(scene, holder(scene, Membership.OUTSIDE, page), page);
          scene.other("host", current -> {
            Rig.untilKillIsOver(scene, current);
            VsockRig.send(scene, current);
          });
        });
  }

  private static Scenario f() {
    return withPacketAfterwards(
        "F",
        "C, and a handled signal is pending at the holder: it retries its fault for ever",
        scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          killWhenRetrying(scene, holder(scene, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario f2() {
    return withPacketAfterwards("F2", "F and C2 together", scene -> {
      final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
      final Task holder = holder(scene, Membership.OUTSIDE, page);
      Rig.signaller(scene, holder, page);
      scene.other("host", current -> {
        Rig.untilRetrying(scene, current, holder, page);
        VsockRig.send(scene, current);
      });
      Rig.killer(scene, current -> Rig.untilWorkerWants(scene, current, VsockDevice.RX));
    });
  }

  private static Scenario fs() {
    return withPacketAfterwards(
        "FS", "C, but the holder's fault is retried for ever, whatever comes", scene -> {
          final UserPage page = Rig.unserved(scene, Backing.LOOPING);
          killWhenAsleep(scene, holder(scene, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario n() {
    return plain(
        "N",
        "C, but the fault is on the argument's first word: the holder has dev.mutex only",
        scene -> {
          final UserPage page = Rig.unserved(scene, Backing.USERFAULTFD);
          final VringRequest request =
              new VringRequest(Command.SET_CALL, VsockDevice.RX, page, scene.presentPage());
          killWhenAsleep(scene, Rig.holder(scene, Membership.OUTSIDE, request), page);
        });
  }

  private static Task holder(Scene<VsockDevice> scene, Membership membership, UserPage page) {
    return Rig.holder(scene, membership, VsockDevice.RX, page);
  }

  private static void killWhenAsleep(Scene<VsockDevice> scene, Task holder, UserPage page) {
    Rig.killer(scene, current -> scene.untilBlocked(current, holder, page));
  }

  private static void killWhenRetrying(Scene<VsockDevice> scene, Task holder, UserPage page) {
    Rig.signaller(scene, holder, page);
    Rig.killer(scene, current -> Rig.untilRetrying(scene, current, holder, page));
  }
}
