package org.killpath.lab.scenario.net;

import java.util.List;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.device.Device.Kind;
import org.killpath.lab.vhost.device.NetDevice;

/** The orderings on vhost-net that were staged on real kernels. */
public final class NetOrderings {
  private static final Actors WITH_HOLDER = new Actors("killer", "holder");
  private static final Actors WITH_FLUSHER = new Actors("killer", "flusher");
  private static final Actors WITH_TRAFFIC = new Actors("killer", "traffic");

  private NetOrderings() {}

  public static List<Scenario> all() {
    return List.of(
        c(),
        c2(),
        c4(),
        d("net-D1", "the worker faults in its rx work", NetDevice.RX, Second.NONE),
        d("net-D2f", "net-D1 with a second frame", NetDevice.RX, Second.FRAME),
        d("net-D2k", "net-D1 with a guest's tx kick behind", NetDevice.RX, Second.TX_KICK),
        e("net-E", "the worker faults in its rx work", NetDevice.RX, Second.NONE),
        e("net-E2f", "net-E with a second frame", NetDevice.RX, Second.FRAME),
        e("net-E2k", "net-E with a guest's tx kick behind", NetDevice.RX, Second.TX_KICK),
        e("net-Etx", "the worker faults in its tx work, one kick only", NetDevice.TX, Second.NONE),
        d(
            "net-D1tx",
            "the worker faults in its tx work, one kick only",
            NetDevice.TX,
            Second.NONE));
  }

  private static Scenario held(String id, String story, Actors actors, Consumer<Held> script) {
    return new Scenario(id, Form.STAGED, Kind.NET, story, actors, true, world -> {
      final UserPage page = world.page("user page", Backing.USERFAULTFD);
      script.accept(new Held(world, NetRig.holder(world, NetDevice.RX, page), page));
    });
  }

  /** A world in which an outsider is going to hold vq[rx].mutex. */
  private record Held(World world, Task holder, UserPage page) {
    void killer(Consumer<Task> staging) {
      world.other("killer", current -> {
        world.untilBlocked(current, holder, page);
        staging.accept(current);
        NetRig.kill(world, current);
      });
    }
  }

  private static Scenario c() {
    return held(
        "net-C",
        "an outsider holds vq[rx].mutex, asleep on a userfaultfd page; kill",
        WITH_HOLDER,
        held -> held.killer(current -> {}));
  }

  private static Scenario c2() {
    return held("net-C2", "net-C, with a frame on the tap before the kill", WITH_HOLDER, held -> {
      final World world = held.world();
      world.other("host", current -> {
        world.untilBlocked(current, held.holder(), held.page());
        world.net().arrive(current);
      });
      held.killer(current -> world.until(
          current,
          "the worker is blocked on the held vq.mutex",
          () -> world
              .worker()
              .filter(worker ->
                  worker.isBlockedOn(world.net().dev().vqs().get(NetDevice.RX).mutex()))
              .isPresent()));
    });
  }

  private static Scenario c4() {
    return held(
        "net-C4",
        "net-C, with a frame on the tap once the kill has done what it can",
        WITH_HOLDER,
        held -> {
          final World world = held.world();
          world.other("host", current -> {
            world.until(
                current,
                "the worker has settled",
                () ->
                    world.ownerGroup().isExiting() && World.rests(world.worker().orElseThrow()));
            world.net().arrive(current);
          });
          held.killer(current -> {});
        });
  }

  /** What comes behind the work that faults. */
  private enum Second {
    NONE,
    FRAME,
    TX_KICK
  }

  /** The worker faults; an outsider waits in a flush, with dev.mutex; kill. */
  private static Scenario d(String id, String story, int faulting, Second second) {
    return new Scenario(
        id,
        Form.STAGED,
        Kind.NET,
        story + "; an outsider waits in a flush, with dev.mutex; kill",
        WITH_FLUSHER,
        false,
        world -> {
          final UserPage page = page(world, faulting, second);
          final Task traffic = traffic(world, page, faulting, second);
          final Task flusher = world.user("flusher", Membership.OUTSIDE, current -> {
            world.until(current, "all traffic is there", traffic::isExited);
            NetRig.untilWorkerFaults(world, current, page);
            NetRig.flush(world, current);
          });
          world.oblige("flusher");
          world.other("killer", current -> {
            world.until(current, "the flusher waits", () -> waitsForFlush(flusher));
            NetRig.kill(world, current);
          });
        });
  }

  /** The worker faults; kill. */
  private static Scenario e(String id, String story, int faulting, Second second) {
    return new Scenario(id, Form.STAGED, Kind.NET, story + "; kill", WITH_TRAFFIC, false, world -> {
      final UserPage page = page(world, faulting, second);
      final Task traffic = traffic(world, page, faulting, second);
      world.other("killer", current -> {
        world.until(current, "all traffic is there", traffic::isExited);
        NetRig.untilWorkerFaults(world, current, page);
        NetRig.kill(world, current);
      });
    });
  }

  /** The page that is not served: a tx frame behind an rx fault lies on it too. */
  private static UserPage page(World world, int faulting, Second second) {
    final UserPage page = NetRig.unservedBuffers(world, faulting);
    if (second == Second.TX_KICK) {
      world.buffers(NetDevice.TX, page);
    }
    return page;
  }

  private static Task traffic(World world, UserPage page, int faulting, Second second) {
    return world.other("traffic", current -> {
      if (faulting == NetDevice.RX) {
        world.net().arrive(current);
      } else {
        world.net().guestSends(current);
      }
      if (second != Second.NONE) {
        NetRig.untilWorkerFaults(world, current, page);
      }
      switch (second) {
        case NONE -> {}
        case FRAME -> world.net().arrive(current);
        case TX_KICK -> world.net().guestSends(current);
      }
    });
  }

  private static boolean waitsForFlush(Task flusher) {
    return flusher.pendingOp() == Op.WAIT
        && flusher.pendingOn() instanceof Completion
        && flusher.isBlocked();
  }
}
