package org.killpath.app.cli.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Session;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.Measuring;
import org.killpath.lab.invent.book.Trial;
import org.killpath.lab.vhost.device.Device;

/** How a search of the space explores cells here, until its time is over or the user has enough. */
final class Searching implements Measuring {
  private static final long SEED = 1;

  /** This part of the time is kept for what the user is told at the end. */
  private static final int KEPT = 10;

  private final Session session;
  private final long threads;
  private final Optional<Duration> most;
  private final Map<String, Integer> costs = new HashMap<>();
  private final long begin = System.nanoTime();
  private volatile boolean searching = true;

  Searching(Session session, long threads, Optional<Duration> most) {
    this.session = session;
    this.threads = threads;
    this.most = most;
  }

  /** What is left to measure is for what the user is told: that may take the rest of the time. */
  void searched() {
    searching = false;
  }

  @Override
  public List<Result<Trial>> explore(List<Trial> trials, String strategy, long schedules) {
    final Optional<Long> left = most.map(
            time -> searching ? time.minus(time.dividedBy(KEPT)) : time)
        .map(time -> time.toNanos() - (System.nanoTime() - begin));
    if (left.filter(nanos -> nanos <= 0).isPresent()) {
      return List.of();
    }
    final Explorer<Trial> explorer = new Explorer<>(
        RunOptions.strategies(strategy),
        () -> new Controlled(Carriers.best()),
        SEED,
        Bounds.ofSchedules(schedules),
        (int) Math.min(1024, threads),
        Explorer.Progress.none());
    session.interruption().onInterrupt(explorer::stop);
    final CompletableFuture<Void> over = new CompletableFuture<>();
    final Optional<CompletableFuture<Void>> stop = left.map(
        nanos -> over.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS).thenRun(explorer::stop));
    final List<Result<Trial>> results = explorer.explore(trials);
    over.cancel(false);
    stop.ifPresent(each -> each.cancel(false));
    return results;
  }

  /**
   * Locks, atomic read-modify-writes and readers of a host packet, a guest kick and a flush; edits of
   * other devices add nothing to those.
   */
  int cost(EditedDesign design, Controlled controlled) {
    final String counted = design.edits().stream()
        .filter(edit -> edit.concerns(Device.Kind.VSOCK))
        .map(Edit::id)
        .collect(Collectors.joining("+"));
    return costs.computeIfAbsent(
        counted,
        unseen -> DataPathCost.of(design, controlled).stream()
            .filter(cost -> cost.work().isDataPath())
            .mapToInt(cost ->
                cost.mutexes() + cost.spinLocks() + cost.readModifyWrites() + cost.readers())
            .sum());
  }
}
