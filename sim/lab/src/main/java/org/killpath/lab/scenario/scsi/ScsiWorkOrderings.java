package org.killpath.lab.scenario.scsi;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskState;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.device.scsi.GuestRequest;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

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
    return Scenario.scsi(
        "scsi-completion",
        Form.STAGED,
        "worker B faults writing a response; those of its other queue are queued behind; kill",
        WITH_GUEST,
        false,
        scene -> {
          ScsiRig.ownerMakesB(scene);
          final UserPage page = scene.page("user page", Backing.USERFAULTFD);
          scene.setting().responses(ScsiRig.FIRST_OF_B, page);
          scene.setting().responses(ScsiRig.SECOND_OF_B, page);
          final UserPage medium = scene.page("medium", Backing.DEAD_STORAGE);
          scene.setting().medium(ScsiRig.SECOND_OF_B, medium);
          ScsiRig.guest(scene, ScsiRig.SECOND_OF_B, ScsiRig.FIRST_OF_B);
          scene.other("killer", current -> {
            ScsiRig.untilBFaults(scene, current, page);
            medium.serve(current);
            scene.until(current, "both commands are finished", () -> finished(scene));
            Rig.kill(scene, current);
          });
        });
  }

  /** Has the target finished two commands, so that their responses are the worker's affair? */
  private static boolean finished(Scene<ScsiDevice> scene) {
    return scene.kernel().tasks().stream()
            .filter(task -> task.role().equals("target") && task.isExited())
            .count()
        == 2;
  }

  private static Scenario tmf() {
    return Scenario.scsi(
        "scsi-tmf",
        Form.STAGED,
        "worker B faults, vq 3 kicked behind it; a task management function waits in its flush"
            + " behind that, without dev.mutex; kill",
        WITH_GUEST,
        false,
        scene -> {
          ScsiRig.ownerMakesB(scene);
          final UserPage page = ScsiRig.requestsOfBFault(scene);
          scene.buffers(ScsiRig.SECOND_OF_B, page);
          scene.other("guest", current -> {
            ScsiRig.command(scene, current, ScsiRig.FIRST_OF_B);
            ScsiRig.untilBFaults(scene, current, page);
            ScsiRig.command(scene, current, ScsiRig.SECOND_OF_B);
            scene.device().vq(ScsiDevice.CTL).guestKick(current, GuestRequest.TASK_MANAGEMENT);
          });
          scene.oblige("tmf-flush");
          scene.other("killer", current -> {
            scene.until(
                current,
                "the flush waits for worker B",
                () -> task(scene, "tmf-flush").filter(ScsiWorkOrderings::waits).isPresent());
            Rig.kill(scene, current);
          });
        });
  }

  private static Scenario hotPlug() {
    return Scenario.scsi(
        "scsi-hot-plug",
        Form.STAGED,
        "a LUN is linked to the portal group of a device whose worker has been killed",
        new Actors("killer", "configfs"),
        false,
        scene -> {
          scene.other("configfs", current -> {
            scene.until(
                current,
                "the worker is gone",
                () -> scene
                    .worker()
                    .filter(worker -> scene.ownerGroup().isExiting() && Scene.rests(worker))
                    .isPresent());
            scene.device().hotPlug(current);
          });
          scene.oblige("configfs");
          scene.other("killer", current -> Rig.kill(scene, current));
        });
  }

  private static Scenario missedEvents() {
    return Scenario.scsi(
        "scsi-missed-events",
        Form.STAGED,
        "an event was missed; worker A faults in a request, with the guest's kick of the event"
            + " queue behind it; kill",
        WITH_GUEST,
        false,
        scene -> {
          scene.helper("earlier-configfs", current -> scene.device().hotPlug(current));
          final UserPage page = scene.page("user page", Backing.USERFAULTFD);
          scene.buffers(OF_A, page);
          final Task guest = scene.other("guest", current -> {
            ScsiRig.command(scene, current, OF_A);
            untilFaulting(scene, current, page);
            scene.device().vq(ScsiDevice.EVT).guestKick(current, GuestRequest.EVENT_BUFFER);
          });
          scene.other("killer", current -> {
            scene.until(current, "the event queue is kicked", guest::isExited);
            Rig.kill(scene, current);
          });
        });
  }

  private static Scenario clear() {
    return Scenario.scsi(
        "scsi-clear-endpoint",
        Form.STAGED,
        "worker A faults in a request; an outsider clears the endpoint, with dev.mutex; kill",
        new Actors("killer", "clearer"),
        false,
        scene -> {
          final UserPage page = scene.page("user page", Backing.USERFAULTFD);
          scene.buffers(OF_A, page);
          ScsiRig.guest(scene, OF_A);
          final Task clearer = clearer(scene, current -> untilFaulting(scene, current, page));
          scene.other("killer", current -> {
            scene.until(current, "the clearer waits", () -> Scene.rests(clearer));
            Rig.kill(scene, current);
          });
        });
  }

  private static Scenario clearInflight() {
    return Scenario.scsi(
        "scsi-clear-inflight",
        Form.STAGED,
        "an outsider clears the endpoint and waits for a command whose storage is gone; kill",
        new Actors("killer", "clearer"),
        false,
        scene -> {
          final UserPage medium = scene.page("medium", Backing.DEAD_STORAGE);
          scene.setting().medium(OF_A, medium);
          ScsiRig.guest(scene, OF_A);
          final Task clearer = clearer(
              scene,
              current -> scene.until(
                  current,
                  "the command is under way",
                  () -> task(scene, "target").filter(t -> t.isBlockedOn(medium)).isPresent()));
          scene.other("killer", current -> {
            scene.until(
                current,
                "the clearer waits for the command",
                () -> clearer.pendingOp() == Op.WAIT_FOR_ZERO && Scene.rests(clearer));
            Rig.kill(scene, current);
          });
        });
  }

  private static Task clearer(Scene<ScsiDevice> scene, java.util.function.Consumer<Task> staging) {
    scene.oblige("clearer");
    return scene.user("clearer", Membership.OUTSIDE, current -> {
      staging.accept(current);
      scene.ioctl(current, scene.device()::clearEndpoint);
    });
  }

  private static void untilFaulting(Scene<ScsiDevice> scene, Task current, UserPage page) {
    scene.until(
        current,
        "worker A faults",
        () -> scene.workerOf(OF_A).filter(worker -> worker.isBlockedOn(page)).isPresent());
  }

  private static boolean waits(Task task) {
    return task.pendingOp() == Op.WAIT && task.state() == TaskState.D;
  }

  private static Optional<Task> task(Scene<ScsiDevice> scene, String role) {
    return scene.kernel().tasks().stream()
        .filter(task -> task.role().equals(role))
        .findFirst();
  }
}
