package org.killpath.lab.scenario.scsi;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskState;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.GuestRequest;
import org.killpath.lab.vhost.device.ScsiDevice;

/**
 * Staged orderings on vhost-scsi that end in what the device has under way: responses, task
 * management, events, an endpoint that is cleared.
 */
public final class ScsiWorkOrderings {
  private static final Actors WITH_GUEST = new Actors("killer", "guest");

  /** A request queue that worker A serves. */
  private static final int OF_A = ScsiDevice.IO + 2;

  private ScsiWorkOrderings() {}

  public static List<Scenario> all() {
    return List.of(completion(), tmf(), hotPlug(), missedEvents(), clear(), clearInflight());
  }

  private static Scenario completion() {
    return new Scenario(
        "scsi-completion",
        Form.STAGED,
        Kind.SCSI,
        "worker B faults writing a response; those of its other queue are queued behind; kill",
        WITH_GUEST,
        false,
        world -> {
          ScsiRig.ownerMakesB(world);
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          world.setting().responses(ScsiRig.FIRST_OF_B, page);
          world.setting().responses(ScsiRig.SECOND_OF_B, page);
          final UserPage medium = world.page("medium", Backing.DEAD_STORAGE);
          world.setting().medium(ScsiRig.SECOND_OF_B, medium);
          ScsiRig.guest(world, ScsiRig.SECOND_OF_B, ScsiRig.FIRST_OF_B);
          world.other("killer", current -> {
            ScsiRig.untilBFaults(world, current, page);
            medium.serve(current);
            world.until(current, "both commands are finished", () -> finished(world));
            ScsiRig.kill(world, current);
          });
        });
  }

  /** Has the target finished two commands, so that their responses are the worker's affair? */
  private static boolean finished(World world) {
    return world.kernel().tasks().stream()
            .filter(task -> task.role().equals("target") && task.isExited())
            .count()
        == 2;
  }

  private static Scenario tmf() {
    return new Scenario(
        "scsi-tmf",
        Form.STAGED,
        Kind.SCSI,
        "worker B faults, vq 3 kicked behind it; a task management function waits in its flush"
            + " behind that, without dev.mutex; kill",
        WITH_GUEST,
        false,
        world -> {
          ScsiRig.ownerMakesB(world);
          final UserPage page = ScsiRig.requestsOfBFault(world);
          world.buffers(ScsiRig.SECOND_OF_B, page);
          world.other("guest", current -> {
            ScsiRig.command(world, current, ScsiRig.FIRST_OF_B);
            ScsiRig.untilBFaults(world, current, page);
            ScsiRig.command(world, current, ScsiRig.SECOND_OF_B);
            world.scsi().vq(ScsiDevice.CTL).guestKick(current, GuestRequest.TASK_MANAGEMENT);
          });
          world.oblige("tmf-flush");
          world.other("killer", current -> {
            world.until(
                current,
                "the flush waits for worker B",
                () -> task(world, "tmf-flush").filter(ScsiWorkOrderings::waits).isPresent());
            ScsiRig.kill(world, current);
          });
        });
  }

  private static Scenario hotPlug() {
    return new Scenario(
        "scsi-hot-plug",
        Form.STAGED,
        Kind.SCSI,
        "a LUN is linked to the portal group of a device whose worker has been killed",
        new Actors("killer", "configfs"),
        false,
        world -> {
          world.other("configfs", current -> {
            world.until(
                current,
                "the worker is gone",
                () -> world
                    .worker()
                    .filter(worker -> world.ownerGroup().isExiting() && World.rests(worker))
                    .isPresent());
            world.scsi().hotPlug(current);
          });
          world.oblige("configfs");
          world.other("killer", current -> ScsiRig.kill(world, current));
        });
  }

  private static Scenario missedEvents() {
    return new Scenario(
        "scsi-missed-events",
        Form.STAGED,
        Kind.SCSI,
        "an event was missed; worker A faults in a request, with the guest's kick of the event"
            + " queue behind it; kill",
        WITH_GUEST,
        false,
        world -> {
          world.helper("earlier-configfs", current -> world.scsi().hotPlug(current));
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          world.buffers(OF_A, page);
          final Task guest = world.other("guest", current -> {
            ScsiRig.command(world, current, OF_A);
            untilFaulting(world, current, page);
            world.scsi().vq(ScsiDevice.EVT).guestKick(current, GuestRequest.EVENT_BUFFER);
          });
          world.other("killer", current -> {
            world.until(current, "the event queue is kicked", guest::isExited);
            ScsiRig.kill(world, current);
          });
        });
  }

  private static Scenario clear() {
    return new Scenario(
        "scsi-clear-endpoint",
        Form.STAGED,
        Kind.SCSI,
        "worker A faults in a request; an outsider clears the endpoint, with dev.mutex; kill",
        new Actors("killer", "clearer"),
        false,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          world.buffers(OF_A, page);
          ScsiRig.guest(world, OF_A);
          final Task clearer = clearer(world, current -> untilFaulting(world, current, page));
          world.other("killer", current -> {
            world.until(current, "the clearer waits", () -> World.rests(clearer));
            ScsiRig.kill(world, current);
          });
        });
  }

  private static Scenario clearInflight() {
    return new Scenario(
        "scsi-clear-inflight",
        Form.STAGED,
        Kind.SCSI,
        "an outsider clears the endpoint and waits for a command whose storage is gone; kill",
        new Actors("killer", "clearer"),
        false,
        world -> {
          final UserPage medium = world.page("medium", Backing.DEAD_STORAGE);
          world.setting().medium(OF_A, medium);
          ScsiRig.guest(world, OF_A);
          final Task clearer = clearer(
              world,
              current -> world.until(
                  current,
                  "the command is under way",
                  () -> task(world, "target").filter(t -> t.isBlockedOn(medium)).isPresent()));
          world.other("killer", current -> {
            world.until(
                current,
                "the clearer waits for the command",
                () -> clearer.pendingOp() == Op.WAIT_FOR_ZERO && World.rests(clearer));
            ScsiRig.kill(world, current);
          });
        });
  }

  private static Task clearer(World world, java.util.function.Consumer<Task> staging) {
    world.oblige("clearer");
    return world.user("clearer", Membership.OUTSIDE, current -> {
      staging.accept(current);
      world.ioctl(current, world.scsi()::clearEndpoint);
    });
  }

  private static void untilFaulting(World world, Task current, UserPage page) {
    world.until(
        current,
        "worker A faults",
        () -> world.workerOf(OF_A).filter(worker -> worker.isBlockedOn(page)).isPresent());
  }

  private static boolean waits(Task task) {
    return task.pendingOp() == Op.WAIT && task.state() == TaskState.D;
  }

  private static Optional<Task> task(World world, String role) {
    return world.kernel().tasks().stream()
        .filter(task -> task.role().equals(role))
        .findFirst();
  }
}
