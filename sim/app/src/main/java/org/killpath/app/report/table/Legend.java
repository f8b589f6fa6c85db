package org.killpath.app.report.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.killpath.lab.search.CellResult;

/**
 * What the orderings and designs of a run are, in words, by their names and in the order in which
 * they first appear.
 */
public record Legend(Map<String, String> stories, Map<String, String> changes) {
  public Legend {
    stories = Collections.unmodifiableMap(new LinkedHashMap<>(stories));
    changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
  }

  public static Legend of(List<CellResult> results) {
    final Map<String, String> stories = new LinkedHashMap<>();
    final Map<String, String> changes = new LinkedHashMap<>();
    for (CellResult result : results) {
      stories.putIfAbsent(
          result.cell().scenario().id(), result.cell().scenario().story());
      changes.putIfAbsent(result.cell().design().id(), result.cell().design().changes());
    }
    return new Legend(stories, changes);
  }
}
