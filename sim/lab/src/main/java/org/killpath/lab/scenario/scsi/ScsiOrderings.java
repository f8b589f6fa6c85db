package org.killpath.lab.scenario.scsi;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskState;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.catalogue.Orderings;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

import java.util.ArrayList;
import java.util.List;

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
    return Scenario.scsi(
        id,
        Form.STAGED,
        "an outsider holds vq " + vq + ", asleep on a userfaultfd page; two workers are killed",
        new Actors("killer", "holder"),
        true,
        scene -> {
          ScsiRig.ownerMakesB(scene);
          final UserPage page = scene.page("user page", Backing.USERFAULTFD);
          final Task holder = scene.user(
              "holder", Membership.OUTSIDE, current -> Rig.hold(scene, current, vq, page));
          scene.other("killer", current -> {
            scene.untilBlocked(current, holder, page);
            Rig.kill(scene, current);
          });
        });
  }

  private static Scenario s1() {
    return Scenario.scsi(
        "scsi-S1",
        Form.STAGED,
        "worker B faults in a request, with vq 2's mutex; kill",
        new Actors("killer", "guest"),
        false,
        scene -> {
          ScsiRig.ownerMakesB(scene);
          final UserPage page = ScsiRig.requestsOfBFault(scene);
          ScsiRig.guest(scene, ScsiRig.FIRST_OF_B);
          scene.other("killer", current -> {
            ScsiRig.untilBFaults(scene, current, page);
            Rig.kill(scene, current);
          });
        });
  }

  /**
   * Which worker wins the race to vq 3's mutex cannot be staged, only be asked for once both have
   * come to rest: usually A is gone before B drains.
   */
  private static Scenario s3() {
    return Scenario.scsi(
        "scsi-S3",
        Form.STAGED,
        "scsi-S1 with vq 3 kicked behind it; worker A gets out first",
        new Actors("killer", "guest"),
        false,
        scene -> {
          ScsiRig.ownerMakesB(scene);
          final UserPage page = ScsiRig.requestsOfBFault(scene);
          scene.buffers(ScsiRig.SECOND_OF_B, page);
          final Task guest = secondKick(scene, page, ScsiRig.SECOND_OF_B);
          scene.other("killer", current -> {
            scene.until(current, "the guest has kicked twice", guest::isExited);
            Rig.kill(scene, current);
            scene.until(
                current,
                "worker A got out first",
                () -> allRest(scene) && workerA(scene).state() != TaskState.D);
          });
        });
  }

  private static boolean allRest(Scene<ScsiDevice> scene) {
    return scene.device().everyWorker().stream()
        .allMatch(worker -> Scene.rests(worker.thread().task()));
  }

  private static Task workerA(Scene<ScsiDevice> scene) {
    return scene.worker().orElseThrow();
  }

  private static Scenario s4() {
    return Scenario.scsi(
        "scsi-S4",
        Form.STAGED,
        "scsi-S1 with vq 2 kicked again",
        new Actors("killer", "guest"),
        false,
        scene -> {
          ScsiRig.ownerMakesB(scene);
          final UserPage page = ScsiRig.requestsOfBFault(scene);
          final Task guest = secondKick(scene, page, ScsiRig.FIRST_OF_B);
          scene.other("killer", current -> {
            scene.until(current, "the guest has kicked twice", guest::isExited);
            Rig.kill(scene, current);
          });
        });
  }

  /** A command on vq 2, and another on {@code vq} once worker B is asleep in the first. */
  private static Task secondKick(Scene<ScsiDevice> scene, UserPage page, int vq) {
    return scene.other("guest", current -> {
      ScsiRig.command(scene, current, ScsiRig.FIRST_OF_B);
      ScsiRig.untilBFaults(scene, current, page);
      ScsiRig.command(scene, current, vq);
    });
  }
}
