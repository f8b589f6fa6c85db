package org.killpath.engine.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One module as the rules see it: its compiled classes and its sources. What tools generate into it
 * is left out, for nobody here writes it.
 *
 * @param classes its own classes, without those of its tests
 * @param sources the folder of its sources
 * @param loader defines its classes
 */
record Storey(JavaClasses classes, Path sources, ClassLoader loader) {
  static final String ROOT = "org.killpath";

  /** The module whose tests are running: these begin in its folder. */
  static Storey ofTheseTests() {
    return of(
        Path.of("target", "classes"),
        Path.of("src", "main", "java"),
        Storey.class.getClassLoader());
  }

  static Storey of(Path classes, Path sources, ClassLoader loader) {
    final JavaClasses all = new ClassFileImporter().importPath(classes);
    return new Storey(
        all.that(describe("are written here", Storey::isWrittenHere)), sources, loader);
  }

  private static boolean isWrittenHere(JavaClass type) {
    return isOurs(type)
        && !type.getPackageName().contains("jmh_generated")
        && !type.getName().matches(".*_jcstress(\\$.*)?");
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  /** The name of its package below the root. */
  static String room(JavaClass type) {
    return type.getPackageName().equals(ROOT)
        ? ""
        : type.getPackageName().substring(ROOT.length() + 1);
  }

  /** Every source file of it. */
  List<Path> sourceFiles() {
    try (Stream<Path> files = Files.walk(sources)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
