package org.killpath.lab.scenario;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.Design;

/**
 * One scene with its kernel, for one execution: what runners see of it.
 *
 * <p>Life: the scenario's script describes the {@link Scene} when the world is made; {@link
 * #setUp}, then {@link #begin()}, then, each when the world is quiescent, the {@link Phase}s of
 * {@link #laterPhases}.
 */
public final class World {
  private final Kernel kernel;
  private final Design design;
  private final Scenario scenario;
  private final Scene<?> scene;
  private Aftermath aftermath;

  public World(Interleaver interleaver, Scenario scenario, Design design) {
    this.kernel = new Kernel(interleaver);
    this.scenario = scenario;
    this.design = design;
    this.scene = scenario.script().scene(kernel, scenario.isStaged());
  }

  public Kernel kernel() {
    return kernel;
  }

  /** Starts the owner, who sets the device up. */
  public void setUp() {
    scene.open(design);
    kernel.audit(new Audit(Audit.Kind.LEAK, this::unreleased));
    aftermath = scene.aftermath();
    scene.cast().startSetUp();
  }

  /** Is the device still open, although nobody is left who could close it? */
  private Optional<String> unreleased() {
    final boolean nobodyIsLeft = kernel.tasks().stream()
        .filter(task -> !isWorker(task) && !task.isKthread())
        .allMatch(Task::isExited);
    return nobodyIsLeft && !scene.file().isReleased()
        ? Optional.of("a reference on " + scene.file() + " is never dropped")
        : Optional.empty();
  }

  private boolean isWorker(Task task) {
    return scene.device().everyWorker().stream()
        .anyMatch(worker -> worker.thread().task() == task);
  }

  /** Starts everybody else: the ordering itself. */
  public void begin() {
    scene.cast().startActors();
  }

  /** True for tasks whose end the scenario asks for: those that were killed, and its victims. */
  public boolean isObliged(Task task) {
    return scene.cast().isObliged(task);
  }

  /** The tasks that race, by the roles that the scenario names. */
  public boolean isActor(Task task) {
    return task.role().equals(scenario.actors().first())
        || task.role().equals(scenario.actors().second());
  }

  /** The task with this role. */
  public Task role(String role) {
    return kernel.tasks().stream()
        .filter(task -> task.role().equals(role))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no task is a " + role));
  }

  /** What an actor still waits for, if the ordering needs it and it never came. */
  public Optional<String> missedStage() {
    return scene.cast().missedStage();
  }

  /** The phases that follow, given whether the ordering completed. */
  public List<Phase> laterPhases(boolean completed) {
    return aftermath.phases(completed && scenario.packetAfterwards());
  }

  /** Starts the task that does what {@code phase} says. */
  public void begin(Phase phase) {
    aftermath.begin(phase);
  }
}
