package org.killpath.lab.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.Device;

/** Has every fault played under a design, in all interleavings. */
public final class FaultSurvey {
  /** Searches longer than this are cut off; none of ours is. */
  private static final long MOST_EXECUTIONS = 200_000;

  private static final String OF_SCSI = "3-buffers";

  /** So many are in memory with all that was seen of them. */
  private static final int AT_ONCE = 200;

  private FaultSurvey() {}

  /**
   * The faults at these places whose every interleaving can be searched. On vhost-scsi a group that
   * has its own userfaultfd releases six queues beside the handler, which is searched at one place,
   * and with the userfaultfd below the device.
   */
  public static List<Fault> searchable(List<Spot> spots) {
    return faults(spots).stream()
        .filter(fault -> fault.spot().device() != Device.Kind.SCSI
            || fault.backed().own().isEmpty()
            || (fault.spot().id().equals(OF_SCSI) && fault.backed() != Backed.OWN_ABOVE))
        .toList();
  }

  /** Every fault at these places: by place, then by what backs it, then by the way of dying. */
  public static List<Fault> faults(List<Spot> spots) {
    final List<Fault> faults = new ArrayList<>();
    for (Spot spot : spots) {
      for (Backed backed : Backed.values()) {
        for (Death death : Death.values()) {
          faults.add(new Fault(spot, backed, death));
        }
      }
    }
    return faults;
  }

  /** What these faults cost under {@code design}, in their order. */
  public static List<FaultCell> of(
      List<Fault> faults,
      Design design,
      Supplier<Controlled> runtimes,
      int threads,
      Explorer.Progress<Cell> progress) {
    final List<FaultCell> costs = new ArrayList<>(faults.size());
    for (int from = 0; from < faults.size(); from += AT_ONCE) {
      final List<Fault> some = faults.subList(from, Math.min(from + AT_ONCE, faults.size()));
      final List<Result<Cell>> results = new Explorer<>(
              seed -> new SourceDpor(),
              runtimes,
              0,
              Bounds.ofSchedules(MOST_EXECUTIONS),
              threads,
              progress)
          .explore(
              some.stream().map(fault -> new Cell(fault.scenario(), design)).toList());
      for (int i = 0; i < some.size(); i++) {
        costs.add(FaultCell.of(some.get(i), results.get(i)));
      }
    }
    return costs;
  }
}
