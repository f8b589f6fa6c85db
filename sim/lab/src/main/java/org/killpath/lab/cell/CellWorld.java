package org.killpath.lab.cell;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.World;
import org.killpath.lab.scenario.Phase;

/** A world of a cell, in the parts that the engine knows. */
record CellWorld(org.killpath.lab.scenario.World world) implements World {
  private static final Part PACKET = Part.later(Phase.PACKET.title());
  private static final Part SERVED = Part.later(Phase.SERVED.title());
  private static final Part CLOSED = Part.last(Phase.CLOSED.title());

  @Override
  public Kernel kernel() {
    return world.kernel();
  }

  @Override
  public void begin(Part part) {
    switch (part.kind()) {
      case SET_UP -> world.setUp();
      case MAIN -> world.begin();
      case LATER -> world.begin(part.equals(PACKET) ? Phase.PACKET : Phase.SERVED);
      case LAST -> world.begin(Phase.CLOSED);
      case END -> {}
    }
  }

  @Override
  public Optional<String> missedStage() {
    return world.missedStage();
  }

  @Override
  public List<Part> laterParts(boolean completed) {
    return world.laterPhases(completed).stream()
        .map(phase -> switch (phase) {
          case PACKET -> PACKET;
          case SERVED -> SERVED;
          case CLOSED -> CLOSED;
        })
        .toList();
  }

  @Override
  public boolean isObliged(Task task) {
    return world.isObliged(task);
  }

  @Override
  public boolean isCentral(Task task) {
    return task.role().startsWith("worker");
  }
}
