package org.killpath.engine.search;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Part;

/**
 * Everything that one execution of a subject needs, made anew for it: tasks, locks, memory.
 *
 * <p>Life: {@link #begin} with {@link Part#SET_UP}, then with {@link Part#MAIN}, then with each of
 * {@link #laterParts}; each time when everybody is at rest.
 */
public interface World {
  /** The kernel whose tasks the world is made of. */
  Kernel kernel();

  /** Starts the tasks of the part. */
  void begin(Part part);

  /** What an actor still waits for after the main part, if that needs it and it never came. */
  default Optional<String> missedStage() {
    return Optional.empty();
  }

  /**
   * The parts that follow the main one.
   *
   * @param completed true if every obliged task has come to its end
   */
  default List<Part> laterParts(boolean completed) {
    return List.of();
  }

  /** True for tasks that have to come to their end in the main part. */
  default boolean isObliged(Task task) {
    return true;
  }

  /** True for tasks of which a stuck one tells more than any other. */
  default boolean isCentral(Task task) {
    return false;
  }
}
