package org.killpath.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Mm;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.device.Device;

/** What becomes of a world when its ordering is over: who comes then, and what they do. */
final class Aftermath {
  private final Kernel kernel;
  private final Device device;
  private final List<UserPage> pages;
  private final Optional<OpenFile> leftOpen;

  /**
   * @param pages all there are; the first one is always there
   * @param leftOpen the device's file, if the supervisor still has it open
   */
  Aftermath(Kernel kernel, Device device, List<UserPage> pages, Optional<OpenFile> leftOpen) {
    this.kernel = kernel;
    this.device = device;
    this.pages = pages;
    this.leftOpen = leftOpen;
  }

  List<Phase> phases(boolean withPacket) {
    final List<Phase> phases = new ArrayList<>(3);
    if (withPacket) {
      phases.add(Phase.PACKET);
    }
    if (pages.size() > 1) {
      phases.add(Phase.SERVED);
    }
    phases.add(Phase.CLOSED);
    return phases;
  }

  /** Starts the task that does what {@code phase} says. */
  void begin(Phase phase) {
    final TaskGroup group = kernel.newGroup(new Mm("supervisor's"));
    kernel.start(
        switch (phase) {
          case PACKET -> kernel.newTask("gt-host", group, "late-host", device::arrive);
          case SERVED -> kernel.newTask("gt-supervisor", group, "server", this::serve);
          case CLOSED -> kernel.newTask("gt-supervisor", group, "closer", this::close);
        });
  }

  private void serve(Task current) {
    for (UserPage page : pages) {
      if (!page.isServed()) {
        page.serve(current);
      }
    }
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
