package org.killpath.lab.table;

import java.util.Locale;

/** A part of a whole, as a percentage that never says all or nothing unless it is. */
public final class Share {
  private Share() {}

  public static String text(long count, long all) {
    if (all == 0) {
      return "-";
    }
    final double percent = 100.0 * count / all;
    if (count == 0 || count == all) {
      return String.format(Locale.ROOT, "%.0f %%", percent);
    }
    for (int digits = percent < 1 || percent > 99 ? 1 : 0; digits < 9; digits++) {
      final String text = String.format(Locale.ROOT, "%." + digits + "f", percent);
      final double shown = Double.parseDouble(text);
      if (shown > 0 && shown < 100) {
        return text + " %";
      }
    }
    return percent + " %";
  }
}
