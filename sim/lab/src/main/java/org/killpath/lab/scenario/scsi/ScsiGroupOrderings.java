package org.killpath.lab.scenario.scsi;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.catalogue.Orderings;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

import java.util.List;
import java.util.function.Consumer;

/**
 * Orderings on vhost-scsi in which worker B is a thread of an outsider's group: it faults with vq
 * 2's mutex, and lives on when worker A is killed.
 */
public final class ScsiGroupOrderings {
  private static final Actors WITH_GUEST = new Actors("killer", "guest");
  private static final Actors WITH_ATTACHER = new Actors("killer", "attacher");

  private ScsiGroupOrderings() {}

  public static List<Scenario> all() {
    return List.of(s2(), s2a(), s2c(), s2f(), s2g());
  }

  private static Scenario ordering(
      String id, String story, Actors actors, Consumer<Faulting> script) {
    return Scenario.scsi(id, Form.STAGED, story, actors, false, scene -> {
      final Task maker = ScsiRig.outsiderMakesB(scene);
      final UserPage page = ScsiRig.requestsOfBFault(scene);
      ScsiRig.guest(scene, ScsiRig.FIRST_OF_B);
      script.accept(new Faulting(scene, maker, page));
    });
  }

  /** A world in which worker B is going to fault. */
  private record Faulting(Scene<ScsiDevice> scene, Task maker, UserPage page) {
    void untilBFaults(Task current) {
      ScsiRig.untilBFaults(scene, current, page);
    }

    /** Worker A has met its fate: it is gone, or waits for something. */
    void untilASettles(Task current) {
      scene.until(
          current,
          "worker A has settled",
          () -> scene.ownerGroup().isExiting() && Scene.rests(scene.worker().orElseThrow()));
    }

    Task attacher(int vq, Consumer<Task> staging) {
      scene.oblige("attacher");
      return scene.user("attacher", Membership.OUTSIDE, current -> {
        staging.accept(current);
        ScsiRig.attach(scene, current, vq, ScsiRig.A);
      });
    }

    /** Kills the owner's group once the attacher waits for something. */
    void killAfter(Task attacher) {
      scene.other("killer", current -> {
        scene.until(current, "the attacher waits", () -> Scene.rests(attacher));
        Rig.kill(scene, current);
      });
    }
  }

  private static Scenario s2() {
    return ordering(
        "scsi-S2",
        "worker B, of an outsider's group, faults with vq 2's mutex; the owner's group is killed",
        WITH_GUEST,
        faulting -> faulting.scene().other("killer", current -> {
          faulting.untilBFaults(current);
          Rig.kill(faulting.scene(), current);
        }));
  }

  private static Scenario s2a() {
    return ordering(
        "scsi-S2A",
        "scsi-S2, and an outsider asks to attach vq 2 to worker A before the kill",
        WITH_ATTACHER,
        faulting ->
            faulting.killAfter(faulting.attacher(ScsiRig.FIRST_OF_B, faulting::untilBFaults)));
  }

  private static Scenario s2g() {
    return ordering(
        "scsi-S2G",
        "scsi-S2, and an outsider asks to attach vq 3 to worker A before the kill",
        WITH_ATTACHER,
        faulting ->
            faulting.killAfter(faulting.attacher(ScsiRig.SECOND_OF_B, faulting::untilBFaults)));
  }

  private static Scenario s2f() {
    return ordering(
        "scsi-S2F",
        "scsi-S2, and an outsider asks to attach vq 3 to worker A after the kill",
        WITH_ATTACHER,
        faulting -> {
          faulting.attacher(ScsiRig.SECOND_OF_B, faulting::untilASettles);
          faulting.scene().other("killer", current -> {
            faulting.untilBFaults(current);
            Rig.kill(faulting.scene(), current);
          });
        });
  }

  private static Scenario s2c() {
    return ordering(
        "scsi-S2C",
        "scsi-S2, and then the group of worker B's maker is killed too",
        WITH_GUEST,
        faulting -> faulting.scene().other("killer", current -> {
          faulting.untilBFaults(current);
          Rig.kill(faulting.scene(), current);
          faulting.untilASettles(current);
          faulting.maker().group().kill(current, Kill.KILL);
        }));
  }
}
