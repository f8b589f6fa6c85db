package org.killpath.lab.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.Search;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.vsock.Packet;
import org.killpath.lab.vhost.device.vsock.VsockDevice;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.uapi.VringRequest;

/**
 * What one unit of everyday work costs under a design, counted by the primitives on an idle
 * vhost-vsock device that nobody kills: exact, and the same on every machine.
 *
 * @param work what was done once
 * @param mutexes mutex acquisitions, killable ones among them
 * @param spinLocks spinlock acquisitions
 * @param readModifyWrites other atomic read-modify-writes: bits tested and set, compare-and-swaps,
 *     items added to a list, lists taken
 * @param readers RCU read-side sections
 */
public record DataPathCost(
    Work work, int mutexes, int spinLocks, int readModifyWrites, int readers) {

  /** A unit of work. */
  public enum Work {
    HOST_PACKET("a host packet"),
    GUEST_KICK("a guest kick with one packet"),
    FLUSH("a flush by an ioctl"),
    VRING_IOCTL("a vring ioctl");

    private final String title;

    Work(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }

    /** Is it done for what the guest and the host send, and not for who sets the device up? */
    public boolean isDataPath() {
      return this != VRING_IOCTL;
    }
  }

  /** Counts one unit of each kind of work. */
  public static List<DataPathCost> of(Design design, Controlled controlled) {
    final List<DataPathCost> costs = new ArrayList<>();
    for (Work work : Work.values()) {
      costs.add(count(work, design, controlled));
    }
    return costs;
  }

  private static DataPathCost count(Work work, Design design, Controlled controlled) {
    final Counter counter = new Counter();
    Search.plain(new Cell(script(work), design))
        .observed(counter)
        .on(controlled)
        .iterator()
        .next();
    return new DataPathCost(
        work, counter.mutexes, counter.spinLocks, counter.readModifyWrites, counter.readers);
  }

  private static Scenario script(Work work) {
    final Consumer<Scene<VsockDevice>> script = scene -> {
      scene.ownerPrepares(
          current -> scene.device().ioctl(current, request(scene, VringRequest.Command.SET_KICK)));
      scene.user("actor", Membership.OUTSIDE, current -> {
        switch (work) {
          case HOST_PACKET -> scene.device().vhostTransportSendPkt(current, Packet.fromHost());
          case GUEST_KICK -> scene.device().guestKick(current, Packet.fromHost());
          case FLUSH -> scene.device().ioctl(current, DevCommand.SET_OWNER);
          case VRING_IOCTL ->
            scene.device().ioctl(current, request(scene, VringRequest.Command.SET_CALL));
        }
      });
    };
    return Scenario.vsock(
        "cost", Form.RACED, work.title(), new Actors("actor", "actor"), false, script);
  }

  /** Of SET_KICK, the eventfd by which the guest's kicks are heard. */
  private static VringRequest request(Scene<VsockDevice> scene, VringRequest.Command command) {
    return new VringRequest(command, VsockDevice.TX, scene.presentPage(), scene.presentPage());
  }

  private static final class Counter implements StepObserver {
    private boolean counting;
    private int mutexes;
    private int spinLocks;
    private int readModifyWrites;
    private int readers;

    @Override
    public void part(Part part) {
      counting = part.isMain();
    }

    @Override
    public void step(Task task, Task previous, boolean previousBlocked) {
      if (counting) {
        count(task.pendingOp());
      }
    }

    private void count(Op op) {
      switch (op) {
        case LOCK, LOCK_KILLABLE, TRYLOCK -> mutexes++;
        case SPIN_LOCK -> spinLocks++;
        case TEST_AND_SET, COMPARE_AND_SET, CLEAR, ADD, TAKE -> readModifyWrites++;
        case RCU_READ_LOCK -> readers++;
        default -> {}
      }
    }
  }
}
