package org.killpath.stress.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.killpath.engine.runtime.Noise;
import org.killpath.engine.search.free.FreeRuns;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.scenario.Scenario;

/**
 * The worlds of one JVM that jcstress has forked: of the cells in the plan that its command line
 * names, or of one cell.
 */
public final class ForkedWorlds {
  /** The file of the plan. */
  public static final String PLAN = "killpath.plan";

  /** The file that takes the {@link Pulse}. */
  public static final String PULSE = "killpath.pulse";

  /** Without a plan: the ordering. */
  public static final String ORDERING = "killpath.ordering";

  /** Without a plan: the design; upstream if it is not set. */
  public static final String DESIGN = "killpath.design";

  /** The seed of all delays. */
  public static final String SEED = "killpath.seed";

  /** How many visible operations of 256 are delayed. */
  public static final String NOISE = "killpath.noise";

  /**
   * The longest delay, in spins. With ten times as many a world took four to five times as long, and
   * rare outcomes came no more often, per world or per second.
   */
  private static final int SPINS = 200;

  private final Rota rota;
  private final Noise noise;
  private final Optional<Pulse> pulse;
  private final Executor pool = daemons();
  private final ScenarioCatalogue scenarios = ScenarioCatalogue.all();
  private final DesignCatalogue designs = DesignCatalogue.all();
  private final Map<CellId, FreeRuns.PlayedRuns> runs = new ConcurrentHashMap<>();
  private final Set<Turn.Begun> underWay = ConcurrentHashMap.newKeySet();
  private final StallGuard guard = new StallGuard(
      () -> underWay.stream().map(world -> world.cell().toString()).sorted().toList());

  private ForkedWorlds(Plan plan, Noise noise, Optional<Pulse> pulse) {
    this.rota = new Rota(plan);
    this.noise = noise;
    this.pulse = pulse;
  }

  /** What the command line of this process asks for. */
  public static ForkedWorlds ofThisProcess() {
    try {
      final Optional<String> plan = Optional.ofNullable(System.getProperty(PLAN));
      final Optional<String> pulse = Optional.ofNullable(System.getProperty(PULSE));
      return new ForkedWorlds(
          plan.isPresent() ? Plan.read(Path.of(plan.get())) : Plan.only(onlyCell()),
          noise(),
          pulse.isPresent() ? Optional.of(new Pulse(Path.of(pulse.get()))) : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CellId onlyCell() {
    final String ordering = Optional.ofNullable(System.getProperty(ORDERING))
        .orElseThrow(() -> new IllegalArgumentException(
            "neither " + PLAN + " nor " + ORDERING + " says what to run"));
    return new CellId(ordering, System.getProperty(DESIGN, "upstream"));
  }

  private static Noise noise() {
    final Noise usual = Noise.of(Long.getLong(SEED, 1L));
    return new Noise(usual.seed(), Integer.getInteger(NOISE, usual.rate()), SPINS);
  }

  private static Executor daemons() {
    return Executors.newCachedThreadPool(task -> {
      final Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    });
  }

  /** A state that jcstress may or may not play. */
  public Turn turn() {
    return new Turn(this);
  }

  Turn.Begun begin() {
    final CellId cell = rota.next();
    final Turn.Begun world =
        new Turn.Begun(cell, runs.computeIfAbsent(cell, this::runsOf).begin());
    underWay.add(world);
    return world;
  }

  void ended(Turn.Begun world) {
    underWay.remove(world);
    guard.ended();
    pulse.ifPresent(Pulse::beat);
  }

  private FreeRuns.PlayedRuns runsOf(CellId id) {
    final Scenario scenario = scenarios
        .find(id.scenario())
        .orElseThrow(() -> new IllegalArgumentException("there is no ordering " + id.scenario()));
    final Cell cell = new Cell(
        scenario,
        designs
            .find(id.design())
            .orElseThrow(() -> new IllegalArgumentException("there is no design " + id.design())));
    return new FreeRuns(cell, pool, noise)
        .playedBy(scenario.actors().first(), scenario.actors().second());
  }
}
