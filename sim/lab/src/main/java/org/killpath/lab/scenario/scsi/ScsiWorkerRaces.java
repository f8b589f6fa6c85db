package org.killpath.lab.scenario.scsi;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.ScsiDevice;

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
  private static Scenario race(String id, String story, Consumer<World> rig, Program ioctls) {
    return new Scenario(
        id, Form.RACED, Kind.SCSI, story, new Actors("killer", IOCTLS), false, world -> {
          rig.accept(world);
          world.user(IOCTLS, Membership.OUTSIDE, current -> ioctls.run(world, current));
          world.oblige(IOCTLS);
          world.other("killer", current -> ScsiRig.kill(world, current));
        });
  }

  /** What one task does in a world. */
  @FunctionalInterface
  private interface Program {
    void run(World world, Task current);
  }

  private static Scenario h() {
    return race(
        "scsi-H",
        "new, attach, free, kicks and set-owner race the kill",
        world -> {
          ScsiRig.ownerMakesB(world);
          ScsiRig.guest(world, ScsiRig.FIRST_OF_B, OF_A);
        },
        (world, current) -> {
          final long c = ScsiRig.makeWorker(world, current, Set.of(OF_A));
          ScsiRig.attach(world, current, OF_A, ScsiRig.A);
          free(world, current, c);
          world.ioctl(current, task -> world.scsi().ioctl(task, DevCommand.SET_OWNER));
        });
  }

  private static Scenario newWorkerInGroup() {
    return new Scenario(
        "scsi-kill-new-worker",
        Form.RACED,
        Kind.SCSI,
        "kill against a thread of the killed group that makes a worker and attaches a queue to it",
        new Actors("killer", "owner-thread"),
        false,
        world -> {
          world.user("owner-thread", Membership.IN_GROUP, current -> {
            final long id = world.ioctl(current, world.scsi()::newWorker);
            if (id >= 0 && !world.dies(current)) {
              ScsiRig.attach(world, current, OF_A, (int) id);
            }
          });
          world.other("killer", current -> ScsiRig.kill(world, current));
        });
  }

  private static Scenario newWorkerOutside() {
    return race(
        "scsi-kill-new-worker-outside",
        "kill against an outsider that makes a worker of its own group and attaches a queue to it",
        world -> ScsiRig.guest(world, OF_A),
        (world, current) -> ScsiRig.makeWorker(world, current, Set.of(OF_A)));
  }

  private static Scenario freeWorker() {
    return race(
        "scsi-kill-free-worker",
        "kill against an outsider that frees a worker which serves nobody",
        world -> {
          world.ownerPrepares(current -> ScsiRig.makeWorker(world, current, Set.of()));
          ScsiRig.guest(world, OF_A);
        },
        (world, current) -> free(world, current, ScsiRig.B));
  }

  private static Scenario attach() {
    return race(
        "scsi-kill-attach",
        "kill against an outsider that moves a busy queue from worker A to worker B",
        world -> {
          ScsiRig.ownerMakesB(world);
          ScsiRig.guest(world, OF_A);
        },
        (world, current) -> ScsiRig.attach(world, current, OF_A, ScsiRig.B));
  }

  private static Scenario swap() {
    return race(
        "scsi-kill-swap",
        "kill against an outsider that moves one queue from A to B and another from B to A",
        world -> {
          ScsiRig.ownerMakesB(world);
          ScsiRig.guest(world, OF_A, ScsiRig.FIRST_OF_B);
        },
        (world, current) -> {
          ScsiRig.attach(world, current, OF_A, ScsiRig.B);
          ScsiRig.attach(world, current, ScsiRig.FIRST_OF_B, ScsiRig.A);
        });
  }

  private static Scenario attachElsewhere() {
    return race(
        "scsi-kill-attach-elsewhere",
        "kill against an outsider that moves the only queue of worker B to a worker of its own"
            + " group, with a request",
        world -> {
          world.ownerPrepares(
              current -> ScsiRig.makeWorker(world, current, Set.of(ScsiRig.FIRST_OF_B)));
          ScsiRig.guest(world, ScsiRig.FIRST_OF_B);
        },
        (world, current) -> ScsiRig.makeWorker(world, current, Set.of(ScsiRig.FIRST_OF_B)));
  }

  private static Scenario twoWorkers() {
    return new Scenario(
        "scsi-kill-two-workers",
        Form.RACED,
        Kind.SCSI,
        "two workers of one group are killed at once, each with a request",
        new Actors("killer", "guest"),
        false,
        world -> {
          ScsiRig.ownerMakesB(world);
          ScsiRig.guest(world, OF_A, ScsiRig.FIRST_OF_B);
          world.other("killer", current -> ScsiRig.kill(world, current));
        });
  }

  private static Scenario twoGroups() {
    return new Scenario(
        "scsi-kill-two-groups",
        Form.RACED,
        Kind.SCSI,
        "two workers of different groups, each with a request; each group is killed by somebody",
        new Actors("killer", "killer B"),
        false,
        world -> {
          final Task maker = ScsiRig.outsiderMakesB(world);
          ScsiRig.guest(world, OF_A, ScsiRig.FIRST_OF_B);
          world.other("killer", current -> ScsiRig.kill(world, current));
          world.other("killer B", current -> maker.group().kill(current, Kill.KILL));
        });
  }

  private static void free(World world, Task current, long id) {
    world.ioctl(current, task -> world.scsi().freeWorker(task, (int) id));
  }
}
