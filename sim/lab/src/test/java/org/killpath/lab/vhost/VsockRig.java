package org.killpath.lab.vhost;

import java.util.List;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.vhost.device.GuestMemory;
import org.killpath.lab.vhost.device.vsock.Packet;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

/** A vhost-vsock device in a tiny world, and tasks that act on it: one step at a time. */
public final class VsockRig {
  /** Where the faults are: everything is present unless it is said here. */
  public record Memory(Backing rxRing, Backing rxBuffers, Backing txRing, Backing txBuffers) {
    static final Memory PRESENT =
        new Memory(Backing.PRESENT, Backing.PRESENT, Backing.PRESENT, Backing.PRESENT);

    static Memory rxBuffers(Backing backing) {
      return new Memory(Backing.PRESENT, backing, Backing.PRESENT, Backing.PRESENT);
    }
  }

  private final TinyWorld world;
  private final Mm mm = new Mm("owner's");
  private final TaskGroup group;
  private final List<GuestMemory> memory;
  private final VsockDevice device;

  VsockRig(TinyWorld world, Design design, Memory backing) {
    this.world = world;
    this.group = kernel().newGroup(mm);
    this.memory = List.of(
        new GuestMemory(page("rx ring", backing.rxRing), page("rx buffers", backing.rxBuffers)),
        new GuestMemory(page("tx ring", backing.txRing), page("tx buffers", backing.txBuffers)));
    this.device = new VsockDevice(kernel(), design, memory);
  }

  /** A device that has an owner, runs, and is idle; the trace is empty. */
  static VsockRig started(TinyWorld world, Design design, Memory backing) {
    final VsockRig rig = new VsockRig(world, design, backing);
    rig.inGroup("owner", current -> {
      rig.device.setOwner(current);
      rig.device.start(current);
      current.pause();
    });
    world.settle();
    world.forgetTrace();
    return rig;
  }

  static VsockRig started(TinyWorld world, Design design) {
    return started(world, design, Memory.PRESENT);
  }

  private UserPage page(String label, Backing backing) {
    return new UserPage(kernel(), label, backing);
  }

  private Kernel kernel() {
    return world.kernel();
  }

  TinyWorld world() {
    return world;
  }

  VsockDevice device() {
    return device;
  }

  VhostDev dev() {
    return device.dev();
  }

  /** The first worker the device had. */
  VhostWorker worker() {
    return device.everyWorker().get(0);
  }

  Task workerTask() {
    return worker().thread().task();
  }

  GuestMemory rxMemory() {
    return memory.get(VsockDevice.RX);
  }

  GuestMemory txMemory() {
    return memory.get(VsockDevice.TX);
  }

  TaskGroup group() {
    return group;
  }

  /** A thread of the owner's group. */
  Task inGroup(String role, Body body) {
    return world.thread(role, group, body);
  }

  /** A task of another group that shares the owner's memory. */
  Task outside(String role, Body body) {
    return world.thread(role, kernel().newGroup(mm), body);
  }

  /** The group is killed, and everybody goes on until nobody can. */
  void kill(Kill how) {
    world.task("killer", current -> group.kill(current, how));
    world.settle();
  }

  /** A packet comes from the host, and everybody goes on until nobody can. */
  void packet() {
    world.task("host", current -> device.vhostTransportSendPkt(current, Packet.fromHost()));
    world.settle();
  }

  /** The page is there at last. */
  void serve(UserPage page) {
    world.task("server", page::serve);
    world.settle();
  }

  /** Somebody takes a lock and sleeps with it until the page returned is served. */
  UserPage hold(org.killpath.engine.primitive.Mutex mutex) {
    final UserPage page = page("holder's page", Backing.USERFAULTFD);
    outside("holder", current -> {
      mutex.lock(current);
      page.copy(current);
      mutex.unlock(current);
    });
    world.settle();
    return page;
  }
}
