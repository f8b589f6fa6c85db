package org.killpath.lab.truth;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;

/**
 * A cell of the model beside the same cell on a real kernel.
 *
 * @param measured what the real kernel showed, if the cell was measured
 * @param differences in what the model differs from that
 */
public record Compared(Prediction model, Optional<Measurement> measured, List<String> differences) {

  public static Compared of(Result<Cell> result, Optional<Measurement> measured) {
    return new Compared(
        Prediction.of(result),
        measured,
        measured.map(row -> row.disagreements(result)).orElse(List.of()));
  }

  /** Could the design not come to the ordering? */
  public boolean isUnreachable() {
    return model.schedules() == 0;
  }
}
