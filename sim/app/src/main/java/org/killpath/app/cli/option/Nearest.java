package org.killpath.app.cli.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a mistyped name was probably meant to be. */
public final class Nearest {
  private Nearest() {}

  /** The name that takes the fewest edits, if they are few enough to be a slip. */
  public static Optional<String> to(String typed, Collection<String> names) {
    final String wanted = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> edits(wanted, name.toLowerCase(Locale.ROOT))
            <= Math.max(2, Math.max(wanted.length(), name.length()) / 2))
        .min(
            Comparator.comparingInt((String name) -> edits(wanted, name.toLowerCase(Locale.ROOT))));
  }

  /** Insertions, deletions and replacements that turn one into the other (Levenshtein). */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      final int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        final int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[to.length()];
  }
}
