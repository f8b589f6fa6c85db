package org.killpath.lab.ordering.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.Place;

/** The keys of one mapping: each is asked for by name, and what nobody asked for is refused. */
final class Fields {
  private final Place place;
  private final String what;
  private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private Fields(Node.Mapping mapping, String what) {
    this.place = mapping.place();
    this.what = what;
    mapping.entries().forEach(entry -> entries.put(entry.key().text(), entry));
  }

  /**
   * The keys of {@code node}.
   *
   * @param what it is, as messages say it: {@code a task}
   * @throws BadScript if it is no mapping
   */
  static Fields of(Node node, String what) {
    if (node instanceof Node.Mapping mapping) {
      return new Fields(mapping, what);
    }
    throw new BadScript(node.place(), node.shown(), "the keys of " + what);
  }

  Place place() {
    return place;
  }

  /** Where the key stands; where all of it does, if there is no such key. */
  Place place(String key) {
    return entries.containsKey(key) ? entries.get(key).key().place() : place;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  Optional<Node> find(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
  }

  /**
   * What stands behind {@code key}.
   *
   * @throws BadScript if there is no such key
   */
  Node take(String key) {
    return find(key)
        .orElseThrow(() ->
            new BadScript(place, what + " without the key '" + key + "'", "'" + key + ": ...'"));
  }

  /** The keys that are there, as messages name them. */
  String shown() {
    return entries.isEmpty() ? "no key" : Node.quoted(String.join(", ", entries.keySet()));
  }

  /** All keys that are there, with their values, for a mapping whose keys are names. */
  Iterable<Node.Entry> all() {
    asked.addAll(entries.keySet());
    return entries.values();
  }

  /**
   * Everything has been asked for.
   *
   * @throws BadScript if there is a key that nobody asked for
   */
  void done() {
    entries.forEach((key, entry) -> {
      if (!asked.contains(key)) {
        throw new BadScript(
            entry.key().place(),
            "the key " + entry.key().shown() + " in " + what,
            asked.isEmpty() ? "none" : "one of " + String.join(", ", asked));
      }
    });
  }
}
