package org.killpath.lab.catalogue;

import java.util.List;
import org.killpath.lab.scenario.Scenario;

/**
 * Orderings of somebody else's, found through {@link java.util.ServiceLoader}: a class with a
 * public constructor without arguments, named in {@code META-INF/services} under the name of this
 * interface.
 *
 * <p>They become rows behind killpath's own, and each staged one gets its raced twin, whose id
 * begins with {@code raced-}. What their cells may show need not be said anywhere.
 */
@FunctionalInterface
public interface Orderings {
  /**
   * The orderings, the same ones whenever it is asked: tokens name them by their ids. An id that is
   * malformed or taken is refused when the catalogue is read.
   */
  List<Scenario> scenarios();
}
