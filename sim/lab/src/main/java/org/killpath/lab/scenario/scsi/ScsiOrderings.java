package org.killpath.lab.scenario.scsi;

import java.util.ArrayList;
import java.util.List;
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

/** Orderings on vhost-scsi in which both workers are threads of the killed group. */
public final class ScsiOrderings {
  /** The held virtqueue where nothing else is said: the first of worker B's. */
  private static final int USUAL = ScsiRig.FIRST_OF_B;

  private ScsiOrderings() {}

  public static List<Scenario> all() {
    final List<Scenario> all = new ArrayList<>();
    all.add(c("scsi-C", USUAL));
    for (int vq : new int[] {0, 3, 5}) {
      all.add(c("scsi-C-vq" + vq, vq));
    }
    all.add(s1());
    all.add(s3());
    all.add(s4());
    return all;
  }

  private static Scenario c(String id, int vq) {
    return new Scenario(
        id,
        Form.STAGED,
        Kind.SCSI,
        "an outsider holds vq " + vq + ", asleep on a userfaultfd page; two workers are killed",
        new Actors("killer", "holder"),
        true,
        world -> {
          ScsiRig.ownerMakesB(world);
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          final Task holder = world.user(
              "holder", Membership.OUTSIDE, current -> ScsiRig.hold(world, current, vq, page));
          world.other("killer", current -> {
            world.untilBlocked(current, holder, page);
            ScsiRig.kill(world, current);
          });
        });
  }

  private static Scenario s1() {
    return new Scenario(
        "scsi-S1",
        Form.STAGED,
        Kind.SCSI,
        "worker B faults in a request, with vq 2's mutex; kill",
        new Actors("killer", "guest"),
        false,
        world -> {
          ScsiRig.ownerMakesB(world);
          final UserPage page = ScsiRig.requestsOfBFault(world);
          ScsiRig.guest(world, ScsiRig.FIRST_OF_B);
          world.other("killer", current -> {
            ScsiRig.untilBFaults(world, current, page);
            ScsiRig.kill(world, current);
          });
        });
  }

  /**
   * Which worker wins the race to vq 3's mutex cannot be staged, only be asked for once both have
   * come to rest: usually A is gone before B drains.
   */
  private static Scenario s3() {
    return new Scenario(
        "scsi-S3",
        Form.STAGED,
        Kind.SCSI,
        "scsi-S1 with vq 3 kicked behind it; worker A gets out first",
        new Actors("killer", "guest"),
        false,
        world -> {
          ScsiRig.ownerMakesB(world);
          final UserPage page = ScsiRig.requestsOfBFault(world);
          world.buffers(ScsiRig.SECOND_OF_B, page);
          final Task guest = secondKick(world, page, ScsiRig.SECOND_OF_B);
          world.other("killer", current -> {
            world.until(current, "the guest has kicked twice", guest::isExited);
            ScsiRig.kill(world, current);
            world.until(
                current,
                "worker A got out first",
                () -> allRest(world) && workerA(world).state() != TaskState.D);
          });
        });
  }

  private static boolean allRest(World world) {
    return world.device().everyWorker().stream()
        .allMatch(worker -> World.rests(worker.thread().task()));
  }

  private static Task workerA(World world) {
    return world.worker().orElseThrow();
  }

  private static Scenario s4() {
    return new Scenario(
        "scsi-S4",
        Form.STAGED,
        Kind.SCSI,
        "scsi-S1 with vq 2 kicked again",
        new Actors("killer", "guest"),
        false,
        world -> {
          ScsiRig.ownerMakesB(world);
          final UserPage page = ScsiRig.requestsOfBFault(world);
          final Task guest = secondKick(world, page, ScsiRig.FIRST_OF_B);
          world.other("killer", current -> {
            world.until(current, "the guest has kicked twice", guest::isExited);
            ScsiRig.kill(world, current);
          });
        });
  }

  /** A command on vq 2, and another on {@code vq} once worker B is asleep in the first. */
  private static Task secondKick(World world, UserPage page, int vq) {
    return world.other("guest", current -> {
      ScsiRig.command(world, current, ScsiRig.FIRST_OF_B);
      ScsiRig.untilBFaults(world, current, page);
      ScsiRig.command(world, current, vq);
    });
  }
}
