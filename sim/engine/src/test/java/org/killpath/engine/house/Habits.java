package org.killpath.engine.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;

/** What no class does, wherever it lies. */
final class Habits {
  private static final Set<String> SLEEPERS =
      Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit");
  private static final Set<String> TIMED_PARKING = Set.of("parkNanos", "parkUntil");

  /** They end a process that takes too long; no verdict and no measurement rests on them. */
  private static final Set<String> WATCHMEN =
      Set.of("org.killpath.stress.fork.StallGuard", "org.killpath.bench.Deadline");

  private Habits() {}

  static List<String> emptyNames(Storey module) {
    return module.classes().stream()
        .filter(type -> type.getSimpleName().matches(".*(Utils?|Helpers?|Managers?|Impl)"))
        .map(type -> type.getName() + " says nothing by its name")
        .sorted()
        .toList();
  }

  /** Called, or handed on as a method. */
  static List<String> waiting(Storey module) {
    return module.classes().stream()
        .filter(type -> !WATCHMEN.contains(type.getName()))
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(Habits::waits)
        .map(JavaAccess::getDescription)
        .sorted()
        .toList();
  }

  private static boolean waits(JavaAccess<?> access) {
    final boolean sleeps = access.getName().equals("sleep")
        && SLEEPERS.contains(access.getTargetOwner().getName());
    return sleeps || TIMED_PARKING.contains(access.getName());
  }

  static List<String> writableStatics(Storey module) {
    return module.classes().stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> isStatic(field) && !field.getModifiers().contains(JavaModifier.FINAL))
        .map(field -> field.getFullName() + " is static and not final")
        .sorted()
        .toList();
  }

  /** Written by a person, and not by the compiler. */
  private static boolean isStatic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.STATIC)
        && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
  }
}
