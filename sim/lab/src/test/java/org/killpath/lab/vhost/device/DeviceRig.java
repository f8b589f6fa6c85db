package org.killpath.lab.vhost.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.uapi.VringMemory;

/** A started device in a tiny world, and tasks that act on it. */
final class DeviceRig<D extends Device> {
  /**
   * What is not as usual.
   *
   * @param buffers the backing of some virtqueues' buffers; the others' are present
   * @param responses likewise of the buffers for responses, where they lie on a page of their own
   * @param beyond the backing of what lies behind the device: a disk, or the wire
   * @param scsiFlushes do ioctls of vhost-scsi flush, where no version is said?
   * @param net how the tap is used
   */
  record Setting(
      Map<Integer, Backing> buffers,
      Map<Integer, Backing> responses,
      Backing beyond,
      boolean scsiFlushes,
      NetDevice.Settings net) {
    static final Setting USUAL =
        new Setting(Map.of(), Map.of(), Backing.PRESENT, false, NetDevice.Settings.USUAL);

    Setting buffers(int vq, Backing backing) {
      return new Setting(Map.of(vq, backing), responses, beyond, scsiFlushes, net);
    }

    Setting responses(int vq, Backing backing) {
      return new Setting(buffers, Map.of(vq, backing), beyond, scsiFlushes, net);
    }

    Setting beyond(Backing backing) {
      return new Setting(buffers, responses, backing, scsiFlushes, net);
    }

    Setting scsiFlushing() {
      return new Setting(buffers, responses, beyond, true, net);
    }

    Setting net(NetDevice.Settings settings) {
      return new Setting(buffers, responses, beyond, scsiFlushes, settings);
    }
  }

  private final TinyWorld world;
  private final Mm mm = new Mm("owner's");
  private final TaskGroup group;
  private final List<GuestMemory> memory = new ArrayList<>();
  private final UserPage beyond;
  private final D device;

  /** Makes the device of a rig. */
  @FunctionalInterface
  private interface Maker<D> {
    D make(Kernel kernel, List<GuestMemory> memory, UserPage beyond);
  }

  private DeviceRig(TinyWorld world, Setting setting, int virtqueues, Maker<D> maker) {
    this.world = world;
    this.group = world.kernel().newGroup(mm);
    for (int vq = 0; vq < virtqueues; vq++) {
      final Backing backing = setting.buffers().getOrDefault(vq, Backing.PRESENT);
      final UserPage ring = page("ring", Backing.PRESENT);
      final UserPage buffers = page("buffers", backing);
      final UserPage responses = setting.responses().containsKey(vq)
          ? page("responses", setting.responses().get(vq))
          : buffers;
      memory.add(new GuestMemory(VringMemory.on(ring), buffers, responses, ring));
    }
    this.beyond = page("beyond", setting.beyond());
    this.device = maker.make(world.kernel(), memory, beyond);
  }

  static DeviceRig<ScsiDevice> scsi(TinyWorld world, Design design, Setting setting) {
    return new DeviceRig<>(
            world,
            setting,
            Device.Kind.SCSI.virtqueues(),
            (kernel, memory, medium) ->
                new ScsiDevice(kernel, design, memory, vq -> medium, setting.scsiFlushes()))
        .started();
  }

  static DeviceRig<NetDevice> net(TinyWorld world, Design design, Setting setting) {
    return new DeviceRig<>(
            world,
            setting,
            Device.Kind.NET.virtqueues(),
            (kernel, memory, wire) -> new NetDevice(kernel, design, memory, setting.net(), wire))
        .started();
  }

  private DeviceRig<D> started() {
    inGroup("owner", current -> {
      device.setOwner(current);
      device.start(current);
      current.pause();
    });
    world.settle();
    world.forgetTrace();
    return this;
  }

  private UserPage page(String label, Backing backing) {
    return new UserPage(world.kernel(), label, backing);
  }

  D device() {
    return device;
  }

  /** Where the data goes to or comes from, behind the device. */
  UserPage beyond() {
    return beyond;
  }

  UserPage buffers(int vq) {
    return memory.get(vq).buffers();
  }

  UserPage responses(int vq) {
    return memory.get(vq).responses();
  }

  Task worker() {
    return device.everyWorker().get(0).thread().task();
  }

  TaskGroup group() {
    return group;
  }

  /** A thread of the owner's group, until nobody can go on. */
  Task inGroup(String role, Body body) {
    final Task task = world.thread(role, group, body);
    world.settle();
    return task;
  }

  /** A task of another group that shares the owner's memory, until nobody can go on. */
  Task outside(String role, Body body) {
    final Task task = world.thread(role, world.kernel().newGroup(mm), body);
    world.settle();
    return task;
  }

  /** Somebody who has nothing to do with the owner, until nobody can go on. */
  Task other(String role, Body body) {
    final Task task = world.task(role, body);
    world.settle();
    return task;
  }

  void kill() {
    other("killer", current -> group.kill(current, Kill.KILL));
  }

  void serve(UserPage page) {
    other("server", page::serve);
  }

  /** What one task did, without its name and its start. */
  List<String> stepsOf(String role) {
    return world.traceOf(role).stream()
        .map(step -> step.substring(role.length() + 1))
        .filter(step -> !step.startsWith("starts"))
        .toList();
  }
}
