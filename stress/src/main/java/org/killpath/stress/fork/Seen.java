package org.killpath.stress.fork;

import org.killpath.lab.cell.CellId;

/**
 * What one world came to, in the one text that jcstress counts.
 *
 * @param what the verdict in a line, or {@link #STAGE_MISSED}, or {@link #FAILED} and why
 */
public record Seen(CellId cell, String what) {
  /** The world did not come to the ordering that its cell is about. */
  public static final String STAGE_MISSED = "STAGE_MISSED";

  /** The model itself failed; what it threw follows. */
  public static final String FAILED = "FAILED: ";

  private static final String GAP = "\t";
  private static final int COLUMNS = 3;

  /** The text of a world in which something was thrown. */
  static Seen failure(CellId cell, Throwable thrown) {
    Throwable first = thrown;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return new Seen(cell, FAILED + first.toString().replaceAll("\\s+", " "));
  }

  /** As jcstress counts it. */
  public String text() {
    return String.join(GAP, cell.scenario(), cell.design(), what);
  }

  /**
   * Reads such a text.
   *
   * @throws IllegalArgumentException if it is another one
   */
  public static Seen of(String text) {
    final String[] columns = text.split(GAP, COLUMNS);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException("not the text of a world: " + text);
    }
    return new Seen(new CellId(columns[0], columns[1]), columns[2]);
  }
}
