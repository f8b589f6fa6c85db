package org.killpath.app.report.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.killpath.engine.search.Result;
import org.killpath.lab.cell.Cell;

/**
 * What the orderings and designs of a run are, in words, by their names and in the order in which
 * they first appear.
 */
public record Legend(Map<String, String> stories, Map<String, String> changes) {
  public Legend {
    stories = Collections.unmodifiableMap(new LinkedHashMap<>(stories));
    changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
  }

  public static Legend of(List<Result<Cell>> results) {
    final Map<String, String> stories = new LinkedHashMap<>();
    final Map<String, String> changes = new LinkedHashMap<>();
    for (Result<Cell> result : results) {
      stories.putIfAbsent(
          result.subject().scenario().id(), result.subject().scenario().story());
      changes.putIfAbsent(
          result.subject().design().id(), result.subject().design().changes());
    }
    return new Legend(stories, changes);
  }
}
