package org.killpath.lab.scenario.net;

import java.util.List;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.device.net.NetDevice;

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
    return Scenario.net(id, Form.STAGED, story, actors, true, scene -> {
      final UserPage page = scene.page("user page", Backing.USERFAULTFD);
      script.accept(
          new Held(scene, Rig.holder(scene, Membership.OUTSIDE, NetDevice.RX, page), page));
    });
  }

  /** A world in which an outsider is going to hold vq[rx].mutex. */
  private record Held(Scene<NetDevice> scene, Task holder, UserPage page) {
    void killer(Consumer<Task> staging) {
      scene.other("killer", current -> {
        scene.untilBlocked(current, holder, page);
        staging.accept(current);
        Rig.kill(scene, current);
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
      final Scene<NetDevice> scene = held.scene();
      scene.other("host", current -> {
        scene.untilBlocked(current, held.holder(), held.page());
        scene.device().arrive(current);
      });
      held.killer(current -> Rig.untilWorkerWants(scene, current, NetDevice.RX));
    });
  }

  private static Scenario c4() {
    return held(
        "net-C4",
        "net-C, with a frame on the tap once the kill has done what it can",
        WITH_HOLDER,
        held -> {
          final Scene<NetDevice> scene = held.scene();
          scene.other("host", current -> {
            scene.until(
                current,
                "the worker has settled",
                () ->
                    scene.ownerGroup().isExiting() && Scene.rests(scene.worker().orElseThrow()));
            scene.device().arrive(current);
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
    return Scenario.net(
        id,
        Form.STAGED,
        story + "; an outsider waits in a flush, with dev.mutex; kill",
        WITH_FLUSHER,
        false,
        scene -> {
          final UserPage page = page(scene, faulting, second);
          final Task traffic = traffic(scene, page, faulting, second);
          final Task flusher = scene.user("flusher", Membership.OUTSIDE, current -> {
            scene.until(current, "all traffic is there", traffic::isExited);
            Rig.untilWorkerFaults(scene, current, page);
            NetRig.flush(scene, current);
          });
          scene.oblige("flusher");
          scene.other("killer", current -> {
            Rig.untilFlushWaits(scene, current, flusher);
            Rig.kill(scene, current);
          });
        });
  }

  /** The worker faults; kill. */
  private static Scenario e(String id, String story, int faulting, Second second) {
    return Scenario.net(id, Form.STAGED, story + "; kill", WITH_TRAFFIC, false, scene -> {
      final UserPage page = page(scene, faulting, second);
      final Task traffic = traffic(scene, page, faulting, second);
      scene.other("killer", current -> {
        scene.until(current, "all traffic is there", traffic::isExited);
        Rig.untilWorkerFaults(scene, current, page);
        Rig.kill(scene, current);
      });
    });
  }

  /** The page that is not served: a tx frame behind an rx fault lies on it too. */
  private static UserPage page(Scene<NetDevice> scene, int faulting, Second second) {
    final UserPage page = Rig.unservedBuffers(scene, faulting, Backing.USERFAULTFD);
    if (second == Second.TX_KICK) {
      scene.buffers(NetDevice.TX, page);
    }
    return page;
  }

  private static Task traffic(Scene<NetDevice> scene, UserPage page, int faulting, Second second) {
    return scene.other("traffic", current -> {
      if (faulting == NetDevice.RX) {
        scene.device().arrive(current);
      } else {
        scene.device().guestSends(current);
      }
      if (second != Second.NONE) {
        Rig.untilWorkerFaults(scene, current, page);
      }
      switch (second) {
        case NONE -> {}
        case FRAME -> scene.device().arrive(current);
        case TX_KICK -> scene.device().guestSends(current);
      }
    });
  }
}
