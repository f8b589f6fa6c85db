package org.killpath.lab.scenario.scsi;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

/** The kill against what an owner can do with the workers of vhost-scsi. All memory is present. */
public final class ScsiWorkerRaces {
  /** A request queue that worker A serves. */
  private static final int OF_A = ScsiDevice.IO + 2;

  private static final String IOCTLS = "ioctls";

  private ScsiWorkerRaces() {}

  public static List<Scenario> all() {
    return List.of(
        h(),
        newWorkerInGroup(),
        newWorkerOutside(),
        freeWorker(),
        attach(),
        swap(),
        attachElsewhere(),
        twoWorkers(),
        twoGroups());
  }

  /** An outsider's ioctls race the kill of the owner's group. */
  private static Scenario race(
      String id, String story, Consumer<Scene<ScsiDevice>> rig, Program ioctls) {
    return Scenario.scsi(id, Form.RACED, story, new Actors("killer", IOCTLS), false, scene -> {
      rig.accept(scene);
      scene.user(IOCTLS, Membership.OUTSIDE, current -> ioctls.run(scene, current));
      scene.oblige(IOCTLS);
      scene.other("killer", current -> Rig.kill(scene, current));
    });
  }

  /** What one task does in a world. */
  @FunctionalInterface
  private interface Program {
    void run(Scene<ScsiDevice> scene, Task current);
  }

  private static Scenario h() {
    return race(
        "scsi-H",
        "new, attach, free, kicks and set-owner race the kill",
        scene -> {
          ScsiRig.ownerMakesB(scene);
          ScsiRig.guest(scene, ScsiRig.FIRST_OF_B, OF_A);
        },
        (scene, current) -> {
          final long c = ScsiRig.makeWorker(scene, current, Set.of(OF_A));
          ScsiRig.attach(scene, current, OF_A, ScsiRig.A);
          free(scene, current, c);
          scene.ioctl(current, task -> scene.device().ioctl(task, DevCommand.SET_OWNER));
        });
  }

  private static Scenario newWorkerInGroup() {
    return Scenario.scsi(
        "scsi-kill-new-worker",
        Form.RACED,
        "kill against a thread of the killed group that makes a worker and attaches a queue to it",
        new Actors("killer", "owner-thread"),
        false,
        scene -> {
          scene.user("owner-thread", Membership.IN_GROUP, current -> {
            final long id = scene.ioctl(current, scene.device()::newWorker);
            if (id >= 0 && !scene.dies(current)) {
              ScsiRig.attach(scene, current, OF_A, (int) id);
            }
          });
          scene.other("killer", current -> Rig.kill(scene, current));
        });
  }

  private static Scenario newWorkerOutside() {
    return race(
        "scsi-kill-new-worker-outside",
        "kill against an outsider that makes a worker of its own group and attaches a queue to it",
        scene -> ScsiRig.guest(scene, OF_A),
        (scene, current) -> ScsiRig.makeWorker(scene, current, Set.of(OF_A)));
  }

  private static Scenario freeWorker() {
    return race(
        "scsi-kill-free-worker",
        "kill against an outsider that frees a worker which serves nobody",
        scene -> {
          scene.ownerPrepares(current -> ScsiRig.makeWorker(scene, current, Set.of()));
          ScsiRig.guest(scene, OF_A);
        },
        (scene, current) -> free(scene, current, ScsiRig.B));
  }

  private static Scenario attach() {
    return race(
        "scsi-kill-attach",
        "kill against an outsider that moves a busy queue from worker A to worker B",
        scene -> {
          ScsiRig.ownerMakesB(scene);
          ScsiRig.guest(scene, OF_A);
        },
        (scene, current) -> ScsiRig.attach(scene, current, OF_A, ScsiRig.B));
  }

  private static Scenario swap() {
    return race(
        "scsi-kill-swap",
        "kill against an outsider that moves one queue from A to B and another from B to A",
        scene -> {
          ScsiRig.ownerMakesB(scene);
          ScsiRig.guest(scene, OF_A, ScsiRig.FIRST_OF_B);
        },
        (scene, current) -> {
          ScsiRig.attach(scene, current, OF_A, ScsiRig.B);
          ScsiRig.attach(scene, current, ScsiRig.FIRST_OF_B, ScsiRig.A);
        });
  }

  private static Scenario attachElsewhere() {
    return race(
        "scsi-kill-attach-elsewhere",
        "kill against an outsider that moves the only queue of worker B to a worker of its own"
            + " group, with a request",
        scene -> {
          scene.ownerPrepares(
              current -> ScsiRig.makeWorker(scene, current, Set.of(ScsiRig.FIRST_OF_B)));
          ScsiRig.guest(scene, ScsiRig.FIRST_OF_B);
        },
        (scene, current) -> ScsiRig.makeWorker(scene, current, Set.of(ScsiRig.FIRST_OF_B)));
  }

  private static Scenario twoWorkers() {
    return Scenario.scsi(
        "scsi-kill-two-workers",
        Form.RACED,
        "two workers of one group are killed at once, each with a request",
        new Actors("killer", "guest"),
        false,
        scene -> {
          ScsiRig.ownerMakesB(scene);
          ScsiRig.guest(scene, OF_A, ScsiRig.FIRST_OF_B);
          scene.other("killer", current -> Rig.kill(scene, current));
        });
  }

  private static Scenario twoGroups() {
    return Scenario.scsi(
        "scsi-kill-two-groups",
        Form.RACED,
        "two workers of different groups, each with a request; each group is killed by somebody",
        new Actors("killer", "killer B"),
        false,
        scene -> {
          final Task maker = ScsiRig.outsiderMakesB(scene);
          ScsiRig.guest(scene, OF_A, ScsiRig.FIRST_OF_B);
          scene.other("killer", current -> Rig.kill(scene, current));
          scene.other("killer B", current -> maker.group().kill(current, Kill.KILL));
        });
  }

  private static void free(Scene<ScsiDevice> scene, Task current, long id) {
    scene.ioctl(current, task -> scene.device().freeWorker(task, (int) id));
  }
}
