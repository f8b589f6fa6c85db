package org.killpath.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the packages, which only ever point down, and what no class may do. */
class ArchitectureTest {
  private static final String ROOT = "org.killpath";

  private static final JavaClasses MAIN = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages(ROOT);

  /** Ground floor first: each package with those that it may use. */
  private static final Map<String, Set<String>> ARROWS = arrows();

  private static Map<String, Set<String>> arrows() {
    final Map<String, Set<String>> arrows = new TreeMap<>();
    arrows.put("kernel", Set.of());
    arrows.put("vhost", Set.of("kernel"));
    arrows.put("design", downTo(arrows, "vhost"));
    arrows.put("scenario", downTo(arrows, "design"));
    arrows.put("outcome", Set.of("kernel"));
    arrows.put("runtime", downTo(arrows, "outcome"));
    arrows.put("explore", downTo(arrows, "scenario", "runtime"));
    arrows.put("report", downTo(arrows, "explore"));
    arrows.put("diagnose", downTo(arrows, "report"));
    arrows.put("cli", downTo(arrows, "diagnose"));
    return arrows;
  }

  /** The named packages and everything below them. */
  private static Set<String> downTo(Map<String, Set<String>> arrows, String... floors) {
    final Set<String> below = new TreeSet<>();
    for (String floor : floors) {
      below.add(floor);
      below.addAll(arrows.get(floor));
    }
    return below;
  }

  @TestFactory
  Stream<DynamicTest> everyPackageUsesThoseBelowItOnly() {
    return ARROWS.keySet().stream()
        .filter(name -> packagesThereAre().contains(name))
        .map(name ->
            dynamicTest(name + " uses " + ARROWS.get(name), () -> rule(name).check(MAIN)));
  }

  private static ArchRule rule(String name) {
    final Set<String> reachable = new TreeSet<>(ARROWS.get(name));
    reachable.add(name);
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat(describe(
            "lie in " + reachable + " or are not ours",
            target -> !isOurs(target) || reachable.contains(floorOf(target))));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  /** The first part of the package's name below the root, empty for the root itself. */
  private static String floorOf(JavaClass type) {
    final String below = type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
    return below.replaceFirst("\\..*", "");
  }

  @Test
  void everyClassHasItsPlaceInOneOfThePackages() {
    assertThat(packagesThereAre()).isSubsetOf(ARROWS.keySet()).contains("kernel", "vhost");
  }

  private static Set<String> packagesThereAre() {
    return MAIN.stream()
        .map(ArchitectureTest::floorOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void noTwoPackagesUseEachOther() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void noClassIsCalledAfterDoingEverythingAndNothing() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)(\\$.*)?")
        .check(MAIN);
  }

  @Test
  void noStaticFieldCanBeWrittenTo() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(SYNTHETIC)
        .should()
        .beFinal()
        .check(MAIN);
  }

  @Test
  void noStaticFieldHoldsAnythingThatChanges() {
    noFields()
        .that()
        .areStatic()
        .should()
        .haveRawType(describe("made to change", type -> isMadeToChange(type.getName())))
        .check(MAIN);
  }

  private static boolean isMadeToChange(String type) {
    return type.startsWith("java.util.concurrent.")
        || type.matches("java\\.util\\.(ArrayList|\\w*Hash\\w+|Tree\\w+|\\w*Deque|\\w*Random)")
        || type.matches("java\\.lang\\.(ThreadLocal|StringBuilder|Thread)");
  }

  @Test
  void nothingWaitsForTimeToPass() {
    noClasses()
        .should()
        .callMethodWhere(describe(
            "is Thread.sleep or parks for a time",
            call -> (call.getTargetOwner().isEquivalentTo(Thread.class)
                    && call.getName().equals("sleep"))
                || Set.of("parkNanos", "parkUntil").contains(call.getName())))
        .check(MAIN);
  }
}
