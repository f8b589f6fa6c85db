package org.killpath.lab.scenario.scsi;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.GuestRequest;
import org.killpath.lab.vhost.device.ScsiDevice;

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

  private static Scenario race(String id, String story, Actors actors, Consumer<World> script) {
    return new Scenario(id, Form.RACED, Kind.SCSI, story, actors, false, world -> {
      script.accept(world);
      world.other("killer", current -> ScsiRig.kill(world, current));
    });
  }

  private static Scenario completion() {
    return race(
        "scsi-kill-completion",
        "kill against the completion of commands in the target",
        WITH_GUEST,
        world -> ScsiRig.guest(world, ScsiDevice.IO, ScsiDevice.IO));
  }

  private static Scenario tmf() {
    return race(
        "scsi-kill-tmf",
        "kill against a task management function, which flushes on a system workqueue",
        WITH_GUEST,
        world -> {
          abort(world);
          world.oblige(TMF);
        });
  }

  private static Scenario tmfFreeWorker() {
    return new Scenario(
        "scsi-tmf-free-worker",
        Form.RACED,
        Kind.SCSI,
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

  private static void freeWhileFlushing(World world) {
    world.ownerPrepares(current -> ScsiRig.makeWorker(world, current, Set.of(ScsiRig.FIRST_OF_B)));
    abort(world);
    world.oblige(TMF);
    world.user("ioctls", Membership.OUTSIDE, current -> {
      ScsiRig.attach(world, current, ScsiRig.FIRST_OF_B, ScsiRig.A);
      world.ioctl(current, task -> world.scsi().freeWorker(task, ScsiRig.B));
    });
    world.oblige("ioctls");
  }

  private static Scenario hotPlug() {
    return race(
        "scsi-kill-hot-plug",
        "kill against a LUN that is linked to the portal group",
        new Actors("killer", "configfs"),
        world -> {
          world.other("configfs", current -> world.scsi().hotPlug(current));
          world.oblige("configfs");
        });
  }

  private static Scenario missedEvents() {
    return race(
        "scsi-kill-missed-events",
        "an event was missed; the guest's kick of the event queue races the kill",
        WITH_GUEST,
        world -> {
          world.helper("earlier-configfs", current -> world.scsi().hotPlug(current));
          world.other(
              "guest",
              current ->
                  world.scsi().vq(ScsiDevice.EVT).guestKick(current, GuestRequest.EVENT_BUFFER));
        });
  }

  private static Scenario clearEndpoint() {
    return race(
        "scsi-kill-clear-endpoint",
        "kill against an outsider that clears the endpoint, with a command under way",
        new Actors("killer", "clearer"),
        world -> {
          ScsiRig.guest(world, ScsiDevice.IO);
          world.user(
              "clearer",
              Membership.OUTSIDE,
              current -> world.ioctl(current, world.scsi()::clearEndpoint));
          world.oblige("clearer");
        });
  }

  private static Scenario flushedIoctl() {
    return race(
        "scsi-kill-flush",
        "kill against an outsider's flush under dev.mutex, with a command under way (7.3)",
        new Actors("killer", "flusher"),
        world -> {
          world.setting().scsi(ScsiDevice.Version.V7_3);
          ScsiRig.guest(world, ScsiDevice.IO);
          world.user(
              "flusher",
              Membership.OUTSIDE,
              current ->
                  world.ioctl(current, task -> world.scsi().ioctl(task, DevCommand.SET_OWNER)));
          world.oblige("flusher");
        });
  }

  private static Scenario release() {
    return race(
        "scsi-kill-release",
        "kill against the last close, with a command under way",
        new Actors("killer", "closer"),
        world -> {
          ScsiRig.guest(world, ScsiDevice.IO);
          world.supervisorClosesEarly();
          world.other("closer", current -> world.file().put(current));
          world.oblige("closer");
        });
  }

  /** The guest sends a task management function. */
  private static Task abort(World world) {
    return world.other(
        "guest",
        current ->
            world.scsi().vq(ScsiDevice.CTL).guestKick(current, GuestRequest.TASK_MANAGEMENT));
  }
}
