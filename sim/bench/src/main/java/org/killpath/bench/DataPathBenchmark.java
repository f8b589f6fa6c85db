package org.killpath.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.cell.DataPathCost.Work;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.device.GuestMemory;
import org.killpath.lab.vhost.device.vsock.Packet;
import org.killpath.lab.vhost.device.vsock.VsockDevice;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One unit of everyday work on an idle vhost-vsock device, on one thread: the primitives' own cost,
 * uncontended, without the worker's loop around it. The designs take turns, an iteration each, so
 * that a disturbance of the machine meets all of them alike, and none has a JVM that guessed better.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DataPathBenchmark {
  /** A world is used for so many units and then thrown away, as those of schedules are. */
  private static final int UNITS = 32;

  /** What is done. */
  @Param
  public Work work;

  private final List<Design> designs = designs();
  private int iterations;
  private Design design;
  private VsockDevice device;
  private VringRequest setCall;
  private Task user;
  private Task workerTask;
  private VhostWorker worker;

  /** In the order of their turns: the columns of the table, and the sets that a search has found. */
  static List<Design> designs() {
    final DesignCatalogue catalogue = DesignCatalogue.all();
    return Stream.concat(
            catalogue.designs().stream(),
            Stream.of("no-sleep", "kthread-no-sleep")
                .map(id -> catalogue.find(id).orElseThrow()))
        .distinct()
        .toList();
  }

  @Setup(Level.Iteration)
  public void nextDesign() {
    design = designs.get(iterations++ % designs.size());
  }

  /** A device that has an owner and is running. */
  @Setup(Level.Invocation)
  public void open() {
    final OneThread thread = new OneThread();
    final Kernel kernel = new Kernel(thread);
    final UserPage present = new UserPage(kernel, "present", UserPage.Backing.PRESENT);
    final GuestMemory memory = new GuestMemory(present, present);
    device = new VsockDevice(kernel, design, List.of(memory, memory));
    user = kernel.newTask("user", kernel.newGroup(new Mm("owner's")), "user", current -> {});
    thread.whenSomebodyWaits(this::runTheWorker);
    device.setOwner(user);
    device.ioctl(user, new VringRequest(Command.SET_KICK, VsockDevice.TX, present, present));
    setCall = new VringRequest(Command.SET_CALL, VsockDevice.TX, present, present);
    device.start(user);
    runTheWorker();
  }

  private void runTheWorker() {
    worker = device.everyWorker().get(0);
    workerTask = worker.thread().task();
    worker.vhostRunWorkList(workerTask);
  }

  /** The work, and what the worker does for it. */
  @Benchmark
  @OperationsPerInvocation(UNITS)
  public int unit() {
    for (int i = 0; i < UNITS; i++) {
      switch (work) {
        case HOST_PACKET -> device.vhostTransportSendPkt(user, Packet.fromHost());
        case GUEST_KICK -> device.guestKick(user, Packet.fromHost());
        case FLUSH -> device.ioctl(user, DevCommand.SET_OWNER);
        case VRING_IOCTL -> device.ioctl(user, setCall);
      }
      worker.vhostRunWorkList(workerTask);
    }
    return device.queuedPackets();
  }
}
