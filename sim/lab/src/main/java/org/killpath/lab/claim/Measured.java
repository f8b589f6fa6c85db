package org.killpath.lab.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.LockOrder;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.cell.LockOrders;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** What was measured for claims: cells, and for a design its lock order and its costs. */
public final class Measured {
  /** Searches longer than this are cut off, and their cells count as sampled. */
  private static final long MOST_EXECUTIONS = 200_000;

  private final ScenarioCatalogue scenarios = ScenarioCatalogue.all();
  private final DesignCatalogue designs = DesignCatalogue.all();
  private final Map<CellId, Result<Cell>> results = new LinkedHashMap<>();
  private final UnaryOperator<Design> kernel;
  private final Supplier<Controlled> runtimes;

  private Measured(UnaryOperator<Design> kernel, Supplier<Controlled> runtimes) {
    this.kernel = kernel;
    this.runtimes = runtimes;
  }

  /** Explores every cell that these claims need, each once and exhaustively, on plain designs. */
  public static Measured of(
      List<Claim> claims,
      Supplier<Controlled> runtimes,
      int threads,
      Explorer.Progress<Cell> progress) {
    return of(claims, UnaryOperator.identity(), runtimes, threads, progress);
  }

  /**
   * Likewise, in some version of the kernel.
   *
   * @param kernel gives a design as it is in that version
   */
  public static Measured of(
      List<Claim> claims,
      UnaryOperator<Design> kernel,
      Supplier<Controlled> runtimes,
      int threads,
      Explorer.Progress<Cell> progress) {
    final Measured measured = new Measured(kernel, runtimes);
    final Set<CellId> names = new LinkedHashSet<>();
    claims.forEach(claim -> names.addAll(claim.cells()));
    final List<Cell> cells = new ArrayList<>();
    names.forEach(name -> cells.add(measured.cellOf(name)));
    final Explorer<Cell> explorer = new Explorer<>(
        seed -> new SourceDpor(),
        runtimes,
        0,
        Bounds.ofSchedules(MOST_EXECUTIONS),
        threads,
        progress);
    final List<Result<Cell>> found = explorer.explore(cells);
    int next = 0;
    for (CellId name : names) {
      measured.results.put(name, found.get(next));
      next++;
    }
    return measured;
  }

  /** What the version of the kernel is, in a sentence, if it is not the plain mirror. */
  public Optional<String> kernel() {
    return results.values().stream()
        .flatMap(result -> result.subject().design().kernel().stream())
        .findFirst();
  }

  private Cell cellOf(CellId name) {
    return new Cell(scenario(name.scenario()), design(name.design()));
  }

  private Scenario scenario(String id) {
    return scenarios.find(id).orElseThrow();
  }

  private Design design(String id) {
    return kernel.apply(designs.find(id).orElseThrow());
  }

  /** What a cell showed. */
  public Result<Cell> cell(String scenario, String design) {
    return Optional.ofNullable(results.get(new CellId(scenario, design)))
        .orElseThrow(() -> new IllegalArgumentException(scenario + " x " + design));
  }

  /** Did any execution of the cell hang or deadlock? */
  public boolean hangs(String scenario, String design) {
    return sighting(scenario, design, verdict -> verdict.outcome().isHang()).isPresent();
  }

  /** Did any execution of the cell come to this outcome? */
  public boolean shows(String scenario, String design, Outcome outcome) {
    return cell(scenario, design).seen().contains(outcome);
  }

  /** Did every execution of the cell come to this outcome? */
  public boolean always(String scenario, String design, Outcome outcome) {
    return cell(scenario, design).seen().equals(Set.of(outcome));
  }

  /** The first thing that a cell showed for which {@code wanted} holds, worst first. */
  public Optional<Sighting<Cell>> sighting(
      String scenario, String design, Predicate<Verdict> wanted) {
    return cell(scenario, design).sightings().stream()
        .filter(sighting -> wanted.test(sighting.verdict()))
        .findFirst();
  }

  /** The token of the first hang that a cell showed. */
  public Optional<String> tokenOfHang(String scenario, String design) {
    return sighting(scenario, design, verdict -> verdict.outcome().isHang()).map(Sighting::token);
  }

  /** The token of whatever the cell showed, worst first. */
  public Optional<String> token(String scenario, String design) {
    return sighting(scenario, design, verdict -> true).map(Sighting::token);
  }

  /** Those of {@code scenarios} in which the design hangs, in their order. */
  public List<String> hangsAmong(List<String> scenarios, String design) {
    return scenarios.stream().filter(scenario -> hangs(scenario, design)).toList();
  }

  /** Every place where a task was stuck in any of the cells: function and what it waited for. */
  public Set<String> stuckPlaces(List<CellId> cells) {
    return cells.stream()
        .flatMap(name -> cell(name.scenario(), name.design()).sightings().stream())
        .filter(sighting -> sighting.verdict().outcome().isHang())
        .flatMap(sighting -> sighting.verdict().stuck().stream())
        .map(Measured::place)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String place(TaskReport task) {
    return task.function().map(at -> at.name() + "()").orElse("user mode")
        + task.waitsFor().map(on -> " on " + on.label()).orElse("");
  }

  /** The lock order of a design, over random schedules of these orderings. */
  public LockOrder lockOrder(String design, List<String> orderings) {
    try (Controlled controlled = runtimes.get()) {
      return LockOrders.collect(
          design(design), orderings.stream().map(this::scenario).toList(), controlled);
    }
  }

  /** What everyday work costs under a design. */
  public List<DataPathCost> costs(String design) {
    try (Controlled controlled = runtimes.get()) {
      return DataPathCost.of(design(design), controlled);
    }
  }
}
