package org.killpath.app.diagnose.match;

import java.util.List;
import java.util.Optional;

/** By which door a task came into vhost: the outermost function tells. */
enum Entry {
  LAST_CLOSE,
  IOCTL;

  private static Optional<Entry> of(List<String> functions) {
    if (functions.isEmpty()) {
      return Optional.empty();
    }
    final String outermost = functions.get(functions.size() - 1);
    if (outermost.endsWith("_release")) {
      return Optional.of(LAST_CLOSE);
    }
    return outermost.endsWith("_ioctl") ? Optional.of(IOCTL) : Optional.empty();
  }

  /** False if both tell, and tell different doors. */
  static boolean areAlike(List<String> one, List<String> other) {
    final Optional<Entry> first = of(one);
    final Optional<Entry> second = of(other);
    return first.isEmpty() || second.isEmpty() || first.equals(second);
  }
}
