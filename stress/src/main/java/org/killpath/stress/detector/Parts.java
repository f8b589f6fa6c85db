package org.killpath.stress.detector;

import java.util.List;
import org.killpath.engine.kernel.Task;

/**
 * What a {@link Shape} built.
 *
 * @param firstStuck does the first task stay blocked?
 * @param secondStuck does the second?
 * @param release what lets all go that are stuck; empty if nothing does
 */
record Parts(Task first, Task second, boolean firstStuck, boolean secondStuck, List<Step> release) {
  Parts(Task first, Task second, boolean firstStuck, boolean secondStuck, Step... release) {
    this(first, second, firstStuck, secondStuck, List.of(release));
  }

  boolean stuck() {
    return firstStuck || secondStuck;
  }
}
