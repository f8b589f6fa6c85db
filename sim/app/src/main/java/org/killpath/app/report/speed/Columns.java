package org.killpath.app.report.speed;

import org.killpath.engine.search.Subject;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;

/** The columns that tell what was measured: ordering and design, or a program, which has no design. */
final class Columns {
  private static final String NO_DESIGN = "-";

  private Columns() {}

  static CellId of(Subject subject) {
    return subject instanceof Cell cell ? cell.cellId() : new CellId(subject.id(), NO_DESIGN);
  }
}
