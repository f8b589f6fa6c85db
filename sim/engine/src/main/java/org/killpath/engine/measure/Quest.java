package org.killpath.engine.measure;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Subject;

/** Says what there is to look for. */
@FunctionalInterface
public interface Quest {
  /** Anything that is not as it should be, whether it is there or not. */
  Quest FAILURE =
      (subject, controlled, stopped) -> new Aim(Fate.COMPARED, List.of(Target.FAILURE), 0);

  /**
   * The targets on {@code subject}.
   *
   * @param stopped once it is true, the answer is to come soon, and may be that there was no time
   */
  Aim aim(Subject subject, Controlled controlled, BooleanSupplier stopped);

  /**
   * The same, but it gives up on long searches. It is sent to all subjects first, so that the many
   * that are quickly done with do not wait for the few that are not.
   */
  default Quest hasty() {
    return this;
  }
}
