package org.killpath.lab.scenario.net;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.strategy.dpor.Races;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.device.net.NetDevice;

import java.util.List;
import java.util.function.Consumer;

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
            scene -> {
              scene.setting().net(ZERO_COPY);
              flusher(scene);
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

  private static Scenario killed(String id, String story, Consumer<Scene<NetDevice>> victim) {
    return Scenario.net(id, Form.RACED, story, new Actors("killer", IOCTLS), false, scene -> {
      traffic(scene);
      victim.accept(scene);
      scene.other("killer", current -> Rig.kill(scene, current));
    });
  }

  private static Scenario zeroCopy(String id, String story, Consumer<Scene<NetDevice>> victim) {
    return Scenario.net(id, Form.RACED, story, new Actors("guest", IOCTLS), false, scene -> {
      scene.setting().net(ZERO_COPY);
      scene.other("guest", current -> scene.device().guestSends(current));
      victim.accept(scene);
    });
  }

  private static Scenario busyPoll() {
    return Scenario.net(
        "net-kill-busy-poll",
        Form.RACED,
        "kill against handlers that poll for each other's work",
        new Actors("killer", "guest"),
        false,
        scene -> {
          scene.setting().net(BUSY_POLL);
          traffic(scene);
          scene.other("killer", current -> Rig.kill(scene, current));
        });
  }

  private static Scenario h() {
    return killed(
        "net-H", "reset-owner, set-owner, set-backend and traffic race the kill", scene -> {
          ioctls(scene, current -> {
            scene.ioctl(current, task -> scene.device().setBackend(task, NetDevice.RX, false));
            scene.ioctl(current, task -> scene.device().setBackend(task, NetDevice.RX, true));
            scene.ioctl(current, scene.device()::resetOwner);
            scene.ioctl(current, scene.device()::setOwner);
            scene.ioctl(current, scene.device()::start);
          });
        });
  }

  private static void traffic(Scene<NetDevice> scene) {
    scene.other("host", current -> scene.device().arrive(current));
    scene.other("guest", current -> scene.device().guestSends(current));
  }

  private static void ioctls(Scene<NetDevice> scene, Consumer<Task> program) {
    scene.user(IOCTLS, Membership.OUTSIDE, program);
    scene.oblige(IOCTLS);
  }

  private static void flusher(Scene<NetDevice> scene) {
    ioctls(scene, current -> NetRig.flush(scene, current));
  }

  private static void resetter(Scene<NetDevice> scene) {
    ioctls(scene, current -> scene.ioctl(current, scene.device()::resetOwner));
  }

  private static void detacher(Scene<NetDevice> scene) {
    ioctls(
        scene,
        current ->
            scene.ioctl(current, task -> scene.device().setBackend(task, NetDevice.TX, false)));
  }

  private static void closer(Scene<NetDevice> scene) {
    scene.supervisorClosesEarly();
    scene.other(IOCTLS, current -> scene.file().put(current));
    scene.oblige(IOCTLS);
  }

  private static void lastCloser(Scene<NetDevice> scene) {
    scene.onlyTheOwnerHasItOpen();
    scene.user(IOCTLS, Membership.IN_GROUP, scene::ownerCloses);
    scene.oblige(IOCTLS);
  }
}
