package org.killpath.app.report.page;

/**
 * A box in a drawing.
 *
 * @param style the class it has
 * @param label what stands in it, empty if that does not fit
 * @param title what is shown when it is pointed at
 */
public record Bar(int x, int y, int width, int height, String style, String label, String title) {
  private static final double CHARACTER = 5.9;

  /** A box with a label if there is room for it. */
  static Bar of(int x, int y, int width, int height, String style, String label, String title) {
    final boolean fits = label.length() * CHARACTER + 6 <= width;
    return new Bar(x, y, width, height, style, fits ? label : "", title);
  }
}
