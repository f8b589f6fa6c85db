package org.killpath.engine.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds static mutable state by what the fields hold. Whatever type it is declared with, the value
 * is read, and everything that can be reached from it is judged.
 */
final class StaticState {
  /** Each of its tests keeps the runs that it plays in one pool: the harness makes the tests. */
  private static final String JCSTRESS = "org.openjdk.jcstress.annotations.JCStressTest";

  /** Classes whose static fields may hold what can change, and what that is. */
  private static final Map<String, String> NAMED = Map.of(
      "org.killpath.engine.runtime.carrier.Processors$Found",
      "who has claimed which processor of the machine, which all of the process share",
      "org.killpath.app.diagnose.log.line.Marks",
      "private tables of bytes, which nothing writes to, for a loop over every byte of a log",
      "org.killpath.app.diagnose.log.line.Marking",
      "likewise",
      "org.killpath.app.diagnose.log.line.Journal",
      "likewise",
      "org.killpath.stress.detector.Quiescence",
      "the watchman over the process that jcstress has forked");

  private StaticState() {}

  static List<String> changeable(Storey module) {
    final List<String> found = new ArrayList<>();
    for (JavaClass type : module.classes()) {
      if (!type.isAnnotatedWith(JCSTRESS) && !NAMED.containsKey(type.getName())) {
        found.addAll(in(type.getName(), module.loader()));
      }
    }
    found.sort(null);
    return found;
  }

  private static List<String> in(String type, ClassLoader loader) {
    final List<String> found = new ArrayList<>();
    try {
      for (Field field : Class.forName(type, false, loader).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && !field.isSynthetic()
            && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          changeable(field.get(null))
              .ifPresent(why -> found.add(type + "." + field.getName() + " holds " + why));
        }
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      found.add(type + " cannot be looked at: " + e);
    }
    return found;
  }

  private static Optional<String> changeable(Object value) {
    return value == null ? Optional.empty() : new Constancy().objection(value);
  }
}
