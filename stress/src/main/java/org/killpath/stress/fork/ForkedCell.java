package org.killpath.stress.fork;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.killpath.engine.runtime.Noise;
import org.killpath.engine.search.free.FreeRuns;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/**
 * What one JVM that jcstress has forked runs: the scenario of its test class under the design that
 * its command line names.
 */
public final class ForkedCell {
  /** The design to run; upstream if it is not set. */
  public static final String DESIGN = "killpath.design";

  /** The seed of all delays. */
  public static final String SEED = "killpath.seed";

  /** How many visible operations of 256 are delayed. */
  public static final String NOISE = "killpath.noise";

  private ForkedCell() {}

  /** The executions of scenario {@code id}, with daemon threads of their own. */
  public static FreeRuns.PlayedRuns runs(String id) {
    final Scenario scenario = ScenarioCatalogue.all()
        .find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no scenario " + id));
    final String design = System.getProperty(DESIGN, "upstream");
    final Design found = DesignCatalogue.all()
        .find(design)
        .orElseThrow(() -> new IllegalArgumentException("there is no design " + design));
    return new FreeRuns(new Cell(scenario, found), daemons(), noise())
        .playedBy(scenario.actors().first(), scenario.actors().second());
  }

  private static Noise noise() {
    final Noise usual = Noise.of(Long.getLong(SEED, 1L));
    return new Noise(usual.seed(), Integer.getInteger(NOISE, usual.rate()), usual.spins());
  }

  private static ExecutorService daemons() {
    return Executors.newCachedThreadPool(task -> {
      final Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    });
  }
}
