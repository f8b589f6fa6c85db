package org.killpath.lab.claim;

import java.util.List;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;

/** A claim with its cells measured: every interleaving of each. */
record Judged(Claim claim, Measured measured, Ruling ruling) {
  static Judged of(Claim claim) {
    final Measured measured = Measured.of(
        List.of(claim),
        () -> new Controlled(Carriers.best()),
        Runtime.getRuntime().availableProcessors(),
        Explorer.Progress.none());
    return new Judged(claim, measured, claim.judge(measured));
  }

  /** True if every interleaving of every cell was executed. */
  boolean isProven() {
    return claim.cells().stream()
        .allMatch(cell ->
            measured.cell(cell.scenario(), cell.design()).coverage() == Result.Coverage.COMPLETE);
  }
}
