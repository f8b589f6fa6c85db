package org.killpath.lab.scenario.vsock;

import java.util.List;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.VringRequest.Command;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.VsockDevice;

/** Orderings in which a task inside a vring ioctl sleeps on user memory, with locks held. */
public final class HolderOrderings {
  private static final Actors ACTORS = new Actors("killer", "holder");

  private HolderOrderings() {}

  public static List<Scenario> all() {
    return List.of(b(), bs(), bf(), c(), ck(), cf(), cg(), c2(), c3(), c4(), f(), f2(), fs(), n());
  }

  private static Scenario plain(String id, String story, Consumer<World> script) {
    return new Scenario(id, Form.STAGED, Kind.VSOCK, story, ACTORS, false, script);
  }

  private static Scenario withPacketAfterwards(String id, String story, Consumer<World> script) {
    return new Scenario(id, Form.STAGED, Kind.VSOCK, story, ACTORS, true, script);
  }

  private static Scenario b() {
    return plain(
        "B", "the holder is a thread of the killed group, asleep on a userfaultfd page", world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          killWhenAsleep(world, holder(world, Membership.IN_GROUP, page), page);
        });
  }

  private static Scenario bs() {
    return plain(
        "BS", "B, and a handled signal is pending at the holder before the kill", world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          killWhenRetrying(world, holder(world, Membership.IN_GROUP, page), page);
        });
  }

  private static Scenario bf() {
    return plain(
        "BF",
        "the holder is a thread of the killed group, on a FUSE page whose server has read the"
            + " request",
        world -> {
          final UserPage page = VsockRig.unserved(world, Backing.FUSE_READ);
          killWhenAsleep(world, holder(world, Membership.IN_GROUP, page), page);
        });
  }

  private static Scenario c() {
    return withPacketAfterwards(
        "C", "the holder is an outsider, asleep on a userfaultfd page", world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          killWhenAsleep(world, holder(world, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario ck() {
    return withPacketAfterwards("CK", "C, and then the holder is killed, too", world -> {
      final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
      final Task holder = holder(world, Membership.OUTSIDE, page);
      killWhenAsleep(world, holder, page);
      world.other("second-killer", current -> {
        VsockRig.untilKillIsOver(world, current);
        holder.group().kill(current, Kill.KILL);
      });
    });
  }

  private static Scenario cf() {
    return withPacketAfterwards(
        "CF", "C with a FUSE page; nobody ever gives the holder a signal", world -> {
          final UserPage page = VsockRig.unserved(world, Backing.FUSE);
          killWhenAsleep(world, holder(world, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario cg() {
    return withPacketAfterwards(
        "CG", "C, and then every other reference to the device is closed", world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          killWhenAsleep(world, holder(world, Membership.OUTSIDE, page), page);
          world.user("descriptor-closer", Membership.OUTSIDE, current -> {
            VsockRig.untilKillIsOver(world, current);
            world.ownerCloses(current);
          });
          VsockRig.closer(world, current -> VsockRig.untilKillIsOver(world, current));
        });
  }

  private static Scenario c2() {
    return withPacketAfterwards(
        "C2", "C, and a host packet for the held virtqueue is queued before the kill", world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          final Task holder = holder(world, Membership.OUTSIDE, page);
          world.other("host", current -> {
            world.untilBlocked(current, holder, page);
            VsockRig.send(world, current);
          });
          VsockRig.killer(world, current -> VsockRig.untilWorkerWantsRx(world, current));
        });
  }

  private static Scenario c3() {
    return withPacketAfterwards(
        "C3", "C, and a second outsider wants dev.mutex for an ioctl before the kill", world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          final Task holder = holder(world, Membership.OUTSIDE, page);
          final Task bystander = world.user("bystander", Membership.OUTSIDE, current -> {
            world.untilBlocked(current, holder, page);
            VsockRig.flush(world, current);
          });
          VsockRig.killer(
              world,
              current ->
                  world.untilBlocked(current, bystander, world.vsock().dev().mutex()));
        });
  }

  private static Scenario c4() {
    return withPacketAfterwards(
        "C4",
        "C, and a host packet for the held virtqueue is queued when the kill has done what it can",
        world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          killWhenAsleep(world, holder(world, Membership.OUTSIDE, page), page);
          world.other("host", current -> {
            VsockRig.untilKillIsOver(world, current);
            VsockRig.send(world, current);
          });
        });
  }

  private static Scenario f() {
    return withPacketAfterwards(
        "F",
        "C, and a handled signal is pending at the holder: it retries its fault for ever",
        world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          killWhenRetrying(world, holder(world, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario f2() {
    return withPacketAfterwards("F2", "F and C2 together", world -> {
      final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
      final Task holder = holder(world, Membership.OUTSIDE, page);
      VsockRig.signaller(world, holder, page);
      world.other("host", current -> {
        VsockRig.untilRetrying(world, current, holder, page);
        VsockRig.send(world, current);
      });
      VsockRig.killer(world, current -> VsockRig.untilWorkerWantsRx(world, current));
    });
  }

  private static Scenario fs() {
    return withPacketAfterwards(
        "FS", "C, but the holder's fault is retried for ever, whatever comes", world -> {
          final UserPage page = VsockRig.unserved(world, Backing.LOOPING);
          killWhenAsleep(world, holder(world, Membership.OUTSIDE, page), page);
        });
  }

  private static Scenario n() {
    return plain(
        "N",
        "C, but the fault is on the argument's first word: the holder has dev.mutex only",
        world -> {
          final UserPage page = VsockRig.unserved(world, Backing.USERFAULTFD);
          final VringRequest request =
              new VringRequest(Command.SET_CALL, VsockDevice.RX, page, world.presentPage());
          killWhenAsleep(world, VsockRig.holder(world, Membership.OUTSIDE, request), page);
        });
  }

  private static Task holder(World world, Membership membership, UserPage page) {
    return VsockRig.holder(world, membership, VsockDevice.RX, page);
  }

  private static void killWhenAsleep(World world, Task holder, UserPage page) {
    VsockRig.killer(world, current -> world.untilBlocked(current, holder, page));
  }

  private static void killWhenRetrying(World world, Task holder, UserPage page) {
    VsockRig.signaller(world, holder, page);
    VsockRig.killer(world, current -> VsockRig.untilRetrying(world, current, holder, page));
  }
}
