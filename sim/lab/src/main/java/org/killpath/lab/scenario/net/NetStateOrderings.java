package org.killpath.lab.scenario.net;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.scenario.Scene.SetUp;
import org.killpath.lab.vhost.device.net.NetDevice;

/** Staged orderings on vhost-net that change the device: owner, backend, frames under way. */
public final class NetStateOrderings {
  private static final Actors WITH_RESETTER = new Actors("killer", "resetter");

  private NetStateOrderings() {}

  public static List<Scenario> all() {
    return List.of(resetOwner(), resetOwnerBehindDrain(), setBackend(), zeroCopy());
  }

  private static Scenario resetOwner() {
    return Scenario.net(
        "net-reset-owner",
        Form.STAGED,
        "the worker faults in its rx work; an outsider resets the owner, with dev.mutex; kill",
        WITH_RESETTER,
        false,
        scene -> {
          final UserPage page = Rig.unservedBuffers(scene, NetDevice.RX, Backing.USERFAULTFD);
          scene.other("traffic", current -> scene.device().arrive(current));
          final Task resetter =
              resetter(scene, current -> Rig.untilWorkerFaults(scene, current, page));
          scene.other("killer", current -> {
            scene.until(current, "the resetter waits", () -> Scene.rests(resetter));
            Rig.kill(scene, current);
          });
        });
  }

  private static Scenario resetOwnerBehindDrain() {
    return Scenario.net(
        "net-reset-owner-drain",
        Form.STAGED,
        "net-Etx, and then an outsider resets the owner, with dev.mutex",
        WITH_RESETTER,
        false,
        scene -> {
          final UserPage page = Rig.unservedBuffers(scene, NetDevice.TX, Backing.USERFAULTFD);
          scene.other("traffic", current -> scene.device().guestSends(current));
          resetter(
              scene,
              current -> scene.until(
                  current,
                  "the worker has settled",
                  () -> scene.ownerGroup().isExiting()
                      && Scene.rests(scene.worker().orElseThrow())));
          scene.other("killer", current -> {
            Rig.untilWorkerFaults(scene, current, page);
            Rig.kill(scene, current);
          });
        });
  }

  private static Task resetter(Scene<NetDevice> scene, Consumer<Task> staging) {
    scene.oblige("resetter");
    return scene.user("resetter", Membership.OUTSIDE, current -> {
      staging.accept(current);
      scene.ioctl(current, scene.device()::resetOwner);
    });
  }

  private static Scenario setBackend() {
    return Scenario.net(
        "net-set-backend",
        Form.STAGED,
        "an outsider attaches the tap and faults on the ring, with dev.mutex and vq[rx].mutex;"
            + " kill",
        new Actors("killer", "holder"),
        false,
        scene -> {
          scene.setUpOnly(Set.of(SetUp.SET_OWNER));
          final UserPage page = scene.page("user page", Backing.USERFAULTFD);
          scene.setting().ring(NetDevice.RX, page);
          final Task holder = scene.user(
              "holder",
              Membership.OUTSIDE,
              current -> scene.ioctl(
                  current, task -> scene.device().setBackend(task, NetDevice.RX, true)));
          scene.other("killer", current -> {
            scene.untilBlocked(current, holder, page);
            Rig.kill(scene, current);
          });
        });
  }

  private static Scenario zeroCopy() {
    return Scenario.net(
        "net-zero-copy",
        Form.STAGED,
        "a flush under dev.mutex waits for a frame that is still with the lower device; kill",
        new Actors("killer", "flusher"),
        false,
        scene -> {
          scene.setting().net(new NetDevice.Settings(true, true, false));
          final UserPage wire = scene.page("wire", Backing.DEAD_STORAGE);
          scene.setting().wire(wire);
          scene.other("traffic", current -> scene.device().guestSends(current));
          final Task flusher = scene.user("flusher", Membership.OUTSIDE, current -> {
            scene.until(
                current,
                "the frame is under way",
                () -> scene.kernel().tasks().stream().anyMatch(t -> t.isBlockedOn(wire)));
            NetRig.flush(scene, current);
          });
          scene.oblige("flusher");
          scene.other("killer", current -> {
            scene.until(
                current,
                "the flusher waits for the frame",
                () -> flusher.pendingOp() == Op.WAIT_FOR_ZERO && Scene.rests(flusher));
            Rig.kill(scene, current);
          });
        });
  }
}
