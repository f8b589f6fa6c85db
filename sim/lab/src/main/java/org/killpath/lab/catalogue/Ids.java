package org.killpath.lab.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The ids of one catalogue, and who has taken each. */
final class Ids {
  private static final String ITSELF = "killpath itself";

  /** As in tables, lists on the command line, and tokens. */
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");

  private static final String RULE =
      "an id is made of the letters a to z and A to Z, digits, '-' and"
          + " '_', begins with a letter or a digit, and has at most 60 characters";

  private final Map<String, String> takenBy = new HashMap<>();

  /** An id of this project's own. */
  void builtIn(String id) {
    if (takenBy.put(id, ITSELF) != null) {
      throw new IllegalStateException("two built-in things are called " + id);
    }
  }

  /**
   * An id that {@code provider} wants.
   *
   * @throws BadProvider if it is malformed, or somebody else has it
   */
  void take(String id, Provider<?> provider) {
    if (!WELL_FORMED.matcher(id).matches()) {
      throw new BadProvider(provider.name() + ": the id '" + id + "' is malformed: " + RULE);
    }
    final String before = takenBy.putIfAbsent(id, provider.name());
    if (before != null) {
      throw new BadProvider(provider.name() + ": the id " + id + " is taken by " + before);
    }
  }
}
