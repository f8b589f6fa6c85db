package org.killpath.lab.scenario;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.World;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.device.Device;

/**
 * One scene with its kernel, for one execution: what runners see of it. The scenario's script
 * describes the {@link Scene} when the world is made. The set-up is the owner's, the main part is the
 * ordering; what follows is its {@link Aftermath}.
 */
public final class VhostWorld implements World {
  private final Kernel kernel;
  private final Design design;
  private final Scenario scenario;
  private final Scene<?> scene;
  private Aftermath aftermath;

  public VhostWorld(Interleaver interleaver, Scenario scenario, Design design) {
    this.kernel = new Kernel(interleaver);
    this.scenario = scenario;
    this.design = design;
    this.scene = scenario.script().scene(kernel, scenario.isStaged());
  }

  @Override
  public Kernel kernel() {
    return kernel;
  }

  @Override
  public void begin(Part part) {
    switch (part.kind()) {
      case SET_UP -> setUp();
      case MAIN -> scene.cast().startActors();
      case LATER, LAST -> aftermath.begin(part);
      case END -> {}
    }
  }

  /** Starts the owner, who sets the device up. */
  private void setUp() {
    scene.open(design);
    kernel.audit(new Audit(Audit.Kind.LEAK, this::unreleased));
    aftermath = scene.aftermath();
    scene.cast().startSetUp();
  }

  /** Is the device still open, although nobody is left who could close it? */
  private Optional<String> unreleased() {
    for (Task task : kernel.tasks()) {
      if (!task.isExited() && !task.isKthread() && !isWorker(task)) {
        return Optional.empty();
      }
    }
    return scene.file().isReleased()
        ? Optional.empty()
        : Optional.of("a reference on " + scene.file() + " is never dropped");
  }

  private boolean isWorker(Task task) {
    return isWorkerOf(scene.device(), task)
        || scene
            .descriptors()
            .secondDevice()
            .filter(other -> isWorkerOf(other, task))
            .isPresent();
  }

  private static boolean isWorkerOf(Device device, Task task) {
    for (VhostWorker worker : device.everyWorker()) {
      if (worker.thread().task() == task) {
        return true;
      }
    }
    return false;
  }

  /** Those that were killed, and the victims that the scenario names. */
  @Override
  public boolean isObliged(Task task) {
    return scene.cast().isObliged(task);
  }

  /** A stuck worker tells more than anybody else. */
  @Override
  public boolean isCentral(Task task) {
    return task.role().startsWith("worker");
  }

  @Override
  public Optional<String> missedStage() {
    return scene.cast().missedStage();
  }

  @Override
  public List<Part> laterParts(boolean completed) {
    return aftermath.parts(completed && scenario.packetAfterwards());
  }
}
