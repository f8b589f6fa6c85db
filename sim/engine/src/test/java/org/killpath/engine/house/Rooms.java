package org.killpath.engine.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** Where a class lies, and what it may use from there. */
final class Rooms {
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "com.sun.management.");
  private static final List<String> DEVICE_WORDS = List.of("vhost", "virtqueue");

  private Rooms() {}

  static List<String> unplanned(Storey module) {
    return module.classes().stream()
        .filter(type -> !Plan.HOUSE.knows(Storey.room(type)))
        .map(type -> type.getName() + " lies in a package that the plan does not know")
        .sorted()
        .toList();
  }

  static List<String> forbiddenArrows(Storey module) {
    return uses(
        module,
        (user, used) ->
            Storey.isOurs(used) && !Plan.HOUSE.allows(Storey.room(user), Storey.room(used)));
  }

  /** Each package for itself, also those within others. */
  static List<String> cycles(Storey module) {
    return slices()
        .matching(Storey.ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .evaluate(module.classes())
        .getFailureReport()
        .getDetails();
  }

  /** One package alone calls what the JDK has not, through JNA. */
  static List<String> foreignToEngine(Storey module) {
    return uses(
        module,
        (user, used) -> isOfEngine(user)
            && !Storey.isOurs(used)
            && JDK.stream().noneMatch(used.getName()::startsWith)
            && !(Storey.room(user).equals("engine.runtime.carrier")
                && used.getPackageName().equals("com.sun.jna")));
  }

  private static List<String> uses(Storey module, BiPredicate<JavaClass, JavaClass> forbidden) {
    final List<String> uses = new ArrayList<>();
    for (JavaClass user : module.classes()) {
      for (Dependency use : user.getDirectDependenciesFromSelf()) {
        final JavaClass used = use.getTargetClass().getBaseComponentType();
        if (!used.isPrimitive() && forbidden.test(user, used)) {
          uses.add(use.getDescription());
        }
      }
    }
    uses.sort(null);
    return uses;
  }

  private static boolean isOfEngine(JavaClass type) {
    return Storey.room(type).startsWith("engine.");
  }

  /** In names, constants and comments, so in the whole source. */
  static List<String> deviceWords(Storey module) {
    final Path engine = module.sources().resolve(Path.of("org", "killpath", "engine"));
    final List<String> said = new ArrayList<>();
    for (Path file : module.sourceFiles()) {
      if (file.startsWith(engine)) {
        final List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
          final String line = lines.get(i).toLowerCase(Locale.ROOT);
          if (DEVICE_WORDS.stream().anyMatch(line::contains)) {
            said.add(file + ":" + (i + 1) + " says " + lines.get(i).strip());
          }
        }
      }
    }
    return said;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
