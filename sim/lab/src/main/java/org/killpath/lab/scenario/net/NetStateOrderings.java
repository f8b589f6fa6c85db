package org.killpath.lab.scenario.net;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.scenario.World.SetUp;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.NetDevice;

/** Staged orderings on vhost-net that change the device: owner, backend, frames under way. */
public final class NetStateOrderings {
  private static final Actors WITH_RESETTER = new Actors("killer", "resetter");

  private NetStateOrderings() {}

  public static List<Scenario> all() {
    return List.of(resetOwner(), resetOwnerBehindDrain(), setBackend(), zeroCopy());
  }

  private static Scenario resetOwner() {
    return new Scenario(
        "net-reset-owner",
        Form.STAGED,
        Kind.NET,
        "the worker faults in its rx work; an outsider resets the owner, with dev.mutex; kill",
        WITH_RESETTER,
        false,
        world -> {
          final UserPage page = NetRig.unservedBuffers(world, NetDevice.RX);
          world.other("traffic", current -> world.net().arrive(current));
          final Task resetter =
              resetter(world, current -> NetRig.untilWorkerFaults(world, current, page));
          world.other("killer", current -> {
            world.until(current, "the resetter waits", () -> World.rests(resetter));
            NetRig.kill(world, current);
          });
        });
  }

  private static Scenario resetOwnerBehindDrain() {
    return new Scenario(
        "net-reset-owner-drain",
        Form.STAGED,
        Kind.NET,
        "net-Etx, and then an outsider resets the owner, with dev.mutex",
        WITH_RESETTER,
        false,
        world -> {
          final UserPage page = NetRig.unservedBuffers(world, NetDevice.TX);
          world.other("traffic", current -> world.net().guestSends(current));
          resetter(
              world,
              current -> world.until(
                  current,
                  "the worker has settled",
                  () -> world.ownerGroup().isExiting()
                      && World.rests(world.worker().orElseThrow())));
          world.other("killer", current -> {
            NetRig.untilWorkerFaults(world, current, page);
            NetRig.kill(world, current);
          });
        });
  }

  private static Task resetter(World world, Consumer<Task> staging) {
    world.oblige("resetter");
    return world.user("resetter", Membership.OUTSIDE, current -> {
      staging.accept(current);
      world.ioctl(current, world.net()::resetOwner);
    });
  }

  private static Scenario setBackend() {
    return new Scenario(
        "net-set-backend",
        Form.STAGED,
        Kind.NET,
        "an outsider attaches the tap and faults on the ring, with dev.mutex and vq[rx].mutex; kill",
        new Actors("killer", "holder"),
        false,
        world -> {
          world.setUpOnly(Set.of(SetUp.SET_OWNER));
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          world.setting().ring(NetDevice.RX, page);
          final Task holder = world.user(
              "holder",
              Membership.OUTSIDE,
              current ->
                  world.ioctl(current, task -> world.net().setBackend(task, NetDevice.RX, true)));
          world.other("killer", current -> {
            world.untilBlocked(current, holder, page);
            NetRig.kill(world, current);
          });
        });
  }

  private static Scenario zeroCopy() {
    return new Scenario(
        "net-zero-copy",
        Form.STAGED,
        Kind.NET,
        "a flush under dev.mutex waits for a frame that is still with the lower device; kill",
        new Actors("killer", "flusher"),
        false,
        world -> {
          world.setting().net(new NetDevice.Settings(true, true, false));
          final UserPage wire = world.page("wire", Backing.DEAD_STORAGE);
          world.setting().wire(wire);
          world.other("traffic", current -> world.net().guestSends(current));
          final Task flusher = world.user("flusher", Membership.OUTSIDE, current -> {
            world.until(
                current,
                "the frame is under way",
                () -> world.kernel().tasks().stream().anyMatch(t -> t.isBlockedOn(wire)));
            NetRig.flush(world, current);
          });
          world.oblige("flusher");
          world.other("killer", current -> {
            world.until(
                current,
                "the flusher waits for the frame",
                () -> flusher.pendingOp() == Op.WAIT_FOR_ZERO && World.rests(flusher));
            NetRig.kill(world, current);
          });
        });
  }
}
