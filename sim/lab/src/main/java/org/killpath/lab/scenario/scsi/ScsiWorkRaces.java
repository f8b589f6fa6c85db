package org.killpath.lab.scenario.scsi;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.device.scsi.GuestRequest;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

/** The kill against what vhost-scsi has under way. All memory is present. */
public final class ScsiWorkRaces {
  private static final Actors WITH_GUEST = new Actors("killer", "guest");

  /** The kernel worker in which a task management function flushes the device. */
  private static final String TMF = "tmf-flush";

  private ScsiWorkRaces() {}

  public static List<Scenario> all() {
    return List.of(
        completion(),
        tmf(),
        tmfFreeWorker(),
        killTmfFreeWorker(),
        hotPlug(),
        missedEvents(),
        clearEndpoint(),
        flushedIoctl(),
        release());
  }

  private static Scenario race(
      String id, String story, Actors actors, Consumer<Scene<ScsiDevice>> script) {
    return Scenario.scsi(id, Form.RACED, story, actors, false, scene -> {
      script.accept(scene);
      scene.other("killer", current -> Rig.kill(scene, current));
    });
  }

  private static Scenario completion() {
    return race(
        "scsi-kill-completion",
        "kill against the completion of commands in the target",
        WITH_GUEST,
        scene -> ScsiRig.guest(scene, ScsiDevice.IO, ScsiDevice.IO));
  }

  private static Scenario tmf() {
    return race(
        "scsi-kill-tmf",
        "kill against a task management function, which flushes on a system workqueue",
        WITH_GUEST,
        scene -> {
          abort(scene);
          scene.oblige(TMF);
        });
  }

  private static Scenario tmfFreeWorker() {
    return Scenario.scsi(
        "scsi-tmf-free-worker",
        Form.RACED,
        "nobody is killed: a task management function flushes while an outsider moves worker B's"
            + " queue away and frees B",
        new Actors("guest", "ioctls"),
        false,
        ScsiWorkRaces::freeWhileFlushing);
  }

  private static Scenario killTmfFreeWorker() {
    return race(
        "scsi-kill-tmf-free-worker",
        "scsi-tmf-free-worker, and the kill",
        new Actors("killer", "ioctls"),
        ScsiWorkRaces::freeWhileFlushing);
  }

  private static void freeWhileFlushing(Scene<ScsiDevice> scene) {
    scene.ownerPrepares(current -> ScsiRig.makeWorker(scene, current, Set.of(ScsiRig.FIRST_OF_B)));
    abort(scene);
    scene.oblige(TMF);
    scene.user("ioctls", Membership.OUTSIDE, current -> {
      ScsiRig.attach(scene, current, ScsiRig.FIRST_OF_B, ScsiRig.A);
      scene.ioctl(current, task -> scene.device().freeWorker(task, ScsiRig.B));
    });
    scene.oblige("ioctls");
  }

  private static Scenario hotPlug() {
    return race(
        "scsi-kill-hot-plug",
        "kill against a LUN that is linked to the portal group",
        new Actors("killer", "configfs"),
        scene -> {
          scene.other("configfs", current -> scene.device().hotPlug(current));
          scene.oblige("configfs");
        });
  }

  private static Scenario missedEvents() {
    return race(
        "scsi-kill-missed-events",
        "an event was missed; the guest's kick of the event queue races the kill",
        WITH_GUEST,
        scene -> {
          scene.helper("earlier-configfs", current -> scene.device().hotPlug(current));
          scene.other(
              "guest",
              current ->
                  scene.device().vq(ScsiDevice.EVT).guestKick(current, GuestRequest.EVENT_BUFFER));
        });
  }

  private static Scenario clearEndpoint() {
    return race(
        "scsi-kill-clear-endpoint",
        "kill against an outsider that clears the endpoint, with a command under way",
        new Actors("killer", "clearer"),
        scene -> {
          ScsiRig.guest(scene, ScsiDevice.IO);
          scene.user(
              "clearer",
              Membership.OUTSIDE,
              current -> scene.ioctl(current, scene.device()::clearEndpoint));
          scene.oblige("clearer");
        });
  }

  private static Scenario flushedIoctl() {
    return race(
        "scsi-kill-flush",
        "kill against an outsider's flush under dev.mutex, with a command under way (7.3)",
        new Actors("killer", "flusher"),
        scene -> {
          scene.setting().scsi(ScsiDevice.Version.V7_3);
          ScsiRig.guest(scene, ScsiDevice.IO);
          scene.user(
              "flusher",
              Membership.OUTSIDE,
              current ->
                  scene.ioctl(current, task -> scene.device().ioctl(task, DevCommand.SET_OWNER)));
          scene.oblige("flusher");
        });
  }

  private static Scenario release() {
    return race(
        "scsi-kill-release",
        "kill against the last close, with a command under way",
        new Actors("killer", "closer"),
        scene -> {
          ScsiRig.guest(scene, ScsiDevice.IO);
          scene.supervisorClosesEarly();
          scene.other("closer", current -> scene.file().put(current));
          scene.oblige("closer");
        });
  }

  /** The guest sends a task management function. */
  private static Task abort(Scene<ScsiDevice> scene) {
    return scene.other(
        "guest",
        current ->
            scene.device().vq(ScsiDevice.CTL).guestKick(current, GuestRequest.TASK_MANAGEMENT));
  }
}
