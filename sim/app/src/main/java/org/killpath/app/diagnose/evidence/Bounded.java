package org.killpath.app.diagnose.evidence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps what was put last under each of a limited number of keys; the stalest key goes first. */
final class Bounded<K, V> {
  private final int most;
  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  Bounded(int most) {
    this.most = most;
  }

  void put(K key, V value) {
    entries.put(key, value);
    if (entries.size() > most) {
      final var stalest = entries.keySet().iterator();
      stalest.next();
      stalest.remove();
    }
  }

  Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** A copy of the keys and values, the stalest first. */
  Map<K, V> all() {
    return new LinkedHashMap<>(entries);
  }
}
