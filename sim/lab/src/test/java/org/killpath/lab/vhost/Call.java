package org.killpath.lab.vhost;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.vhost.device.vsock.VsockDevice;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;

/** A system call of an outsider, its answer, and what it did, step by step. */
record Call(Task task, AtomicReference<Long> result, List<String> steps) {
  /** Makes the call, and lets everybody go on until nobody can. */
  static Call of(VsockRig rig, ToLongFunction<Task> ioctl) {
    final AtomicReference<Long> result = new AtomicReference<>();
    final Task task = rig.outside("caller", current -> result.set(ioctl.applyAsLong(current)));
    rig.world().settle();
    final String worker = "task[" + rig.workerTask().pid() + "]";
    final List<String> steps = rig.world().traceOf("caller").stream()
        .map(step -> step.substring("caller ".length()).replace(worker, "the worker"))
        .toList();
    return new Call(task, result, steps.subList(1, steps.size()));
  }

  /** Where an argument lies. */
  static UserPage page(VsockRig rig, String label, Backing backing) {
    return new UserPage(rig.world().kernel(), label, backing);
  }

  /** A vring ioctl on the rx virtqueue with its argument in present memory. */
  static VringRequest request(VsockRig rig, Command command) {
    return new VringRequest(
        command,
        VsockDevice.RX,
        page(rig, "first word", Backing.PRESENT),
        page(rig, "second word", Backing.PRESENT));
  }
}
