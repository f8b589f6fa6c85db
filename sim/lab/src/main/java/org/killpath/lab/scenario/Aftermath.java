package org.killpath.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.runtime.Part;
import org.killpath.lab.vhost.device.Device;

/** What becomes of a world when its ordering is over: who comes then, and what they do. */
final class Aftermath {
  private static final Part PACKET = Part.later("one more packet");
  private static final Part SERVED = Part.later("page served");
  private static final Part GOES_ON = Part.later("the group goes on");
  private static final Part CLOSED = Part.last("last close");

  private final Kernel kernel;
  private final Device device;
  private final List<UserPage> pages;
  private final Optional<TaskGroup> halted;
  private final Optional<CorePipe> corePipe;
  private final Optional<OpenFile> leftOpen;

  /**
   * @param pages all there are; the first one is always there
   * @param halted the group that may have been halted
   * @param corePipe where a core may be waiting to be read
   * @param leftOpen the device's file, if the supervisor still has it open
   */
  Aftermath(
      Kernel kernel,
      Device device,
      List<UserPage> pages,
      Optional<TaskGroup> halted,
      Optional<CorePipe> corePipe,
      Optional<OpenFile> leftOpen) {
    this.kernel = kernel;
    this.device = device;
    this.pages = pages;
    this.halted = halted;
    this.corePipe = corePipe;
    this.leftOpen = leftOpen;
  }

  List<Part> parts(boolean withPacket) {
    final List<Part> parts = new ArrayList<>(4);
    if (withPacket) {
      parts.add(PACKET);
    }
    if (pages.size() > 1 || corePipe.isPresent()) {
      parts.add(SERVED);
    }
    if (halted.isPresent()) {
      parts.add(GOES_ON);
    }
    parts.add(CLOSED);
    return parts;
  }

  /** Starts the task that does what the part says. */
  void begin(Part part) {
    final TaskGroup group = kernel.newGroup(new Mm("supervisor's"));
    final Task task;
    if (part.equals(PACKET)) {
      task = kernel.newTask("gt-host", group, "late-host", device::arrive);
    } else if (part.equals(SERVED)) {
      task = kernel.newTask("gt-supervisor", group, "server", this::serve);
    } else if (part.equals(GOES_ON)) {
      task = kernel.newTask("gt-supervisor", group, "resumer", this::goOn);
    } else {
      task = kernel.newTask("gt-supervisor", group, "closer", this::close);
    }
    kernel.start(task);
  }

  private void serve(Task current) {
    for (UserPage page : pages) {
      if (!page.isServed()) {
        page.serve(current);
      }
    }
    corePipe.filter(pipe -> !pipe.isRead()).ifPresent(pipe -> pipe.read(current));
  }

  private void goOn(Task current) {
    halted.ifPresent(group -> group.goOn(current));
  }

  /** Those who only live on go home, so that this is the last close. */
  private void close(Task current) {
    for (Task task : kernel.tasks()) {
      if (task.isInUserMode() && !task.group().isExiting()) {
        task.group().kill(current, TaskGroup.Kill.KILL);
      }
    }
    leftOpen.ifPresent(file -> file.put(current));
  }
}
