package org.killpath.lab.scenario.scsi;

import java.util.List;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.device.Device.Kind;

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
    return new Scenario(id, Form.STAGED, Kind.SCSI, story, actors, false, world -> {
      final Task maker = ScsiRig.outsiderMakesB(world);
      final UserPage page = ScsiRig.requestsOfBFault(world);
      ScsiRig.guest(world, ScsiRig.FIRST_OF_B);
      script.accept(new Faulting(world, maker, page));
    });
  }

  /** A world in which worker B is going to fault. */
  private record Faulting(World world, Task maker, UserPage page) {
    void untilBFaults(Task current) {
      ScsiRig.untilBFaults(world, current, page);
    }

    /** Worker A has met its fate: it is gone, or waits for something. */
    void untilASettles(Task current) {
      world.until(
          current,
          "worker A has settled",
          () -> world.ownerGroup().isExiting() && World.rests(world.worker().orElseThrow()));
    }

    Task attacher(int vq, Consumer<Task> staging) {
      world.oblige("attacher");
      return world.user("attacher", Membership.OUTSIDE, current -> {
        staging.accept(current);
        ScsiRig.attach(world, current, vq, ScsiRig.A);
      });
    }

    /** Kills the owner's group once the attacher waits for something. */
    void killAfter(Task attacher) {
      world.other("killer", current -> {
        world.until(current, "the attacher waits", () -> World.rests(attacher));
        ScsiRig.kill(world, current);
      });
    }
  }

  private static Scenario s2() {
    return ordering(
        "scsi-S2",
        "worker B, of an outsider's group, faults with vq 2's mutex; the owner's group is killed",
        WITH_GUEST,
        faulting -> faulting.world().other("killer", current -> {
          faulting.untilBFaults(current);
          ScsiRig.kill(faulting.world(), current);
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
          faulting.world().other("killer", current -> {
            faulting.untilBFaults(current);
            ScsiRig.kill(faulting.world(), current);
          });
        });
  }

  private static Scenario s2c() {
    return ordering(
        "scsi-S2C",
        "scsi-S2, and then the group of worker B's maker is killed too",
        WITH_GUEST,
        faulting -> faulting.world().other("killer", current -> {
          faulting.untilBFaults(current);
          ScsiRig.kill(faulting.world(), current);
          faulting.untilASettles(current);
          faulting.maker().group().kill(current, Kill.KILL);
        }));
  }
}
