package org.killpath.engine.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds small modules that each break a rule, and lets the rule look at them. */
class HouseTest {
  @TempDir
  private Path folder;

  @Test
  void aClassInAPackageThatNobodyPlannedIsFound() throws Exception {
    final Storey built = Sketch.in(folder, Map.of("engine.attic.Box", "public class Box {}"));
    assertThat(House.PLANNED.breaches(built))
        .singleElement()
        .asString()
        .contains("org.killpath.engine.attic.Box");
  }

  @Test
  void aClassOfTheKernelThatUsesTheSearchIsFound() throws Exception {
    final Storey built = Sketch.in(
        folder,
        Map.of(
            "engine.search.Upper", "public class Upper {}",
            "engine.kernel.Lower", "class Lower { org.killpath.engine.search.Upper up; }"));
    assertThat(House.ARROWS.breaches(built))
        .singleElement()
        .asString()
        .contains("org.killpath.engine.kernel.Lower", "org.killpath.engine.search.Upper");
  }

  @Test
  void twoPackagesThatUseEachOtherAreFoundAlsoIfOneIsInTheOther() throws Exception {
    final Storey built = Sketch.in(
        folder,
        Map.of(
            "lab.design.One", "public class One { org.killpath.lab.design.step.Two two; }",
            "lab.design.step.Two", "public class Two { org.killpath.lab.design.One one; }"));
    assertThat(House.NO_CYCLES.breaches(built))
        .singleElement()
        .asString()
        .contains("org.killpath.lab.design.One", "org.killpath.lab.design.step.Two");
  }

  @Test
  void aClassOfTheEngineThatNeedsALibraryIsFound() throws Exception {
    final Storey built = Sketch.in(
        folder,
        Map.of(
            "engine.kernel.Borrower", "class Borrower { org.junit.jupiter.api.Test borrowed; }",
            "lab.cell.Borrower", "class Borrower { org.junit.jupiter.api.Test borrowed; }"));
    assertThat(House.JDK_ALONE.breaches(built))
        .singleElement()
        .asString()
        .contains("org.killpath.engine.kernel.Borrower", "org.junit.jupiter.api.Test");
  }

  @Test
  void aClassOfTheEngineThatSaysTheNameOfADeviceIsFound() throws Exception {
    final Storey built = Sketch.in(
        folder,
        Map.of(
            "engine.judge.Talker", "class Talker { String says() { return \"a VirtQueue\"; } }",
            "lab.cell.Talker", "class Talker { String says() { return \"a VirtQueue\"; } }"));
    assertThat(House.NO_DEVICE_WORDS.breaches(built))
        .singleElement()
        .asString()
        .contains("engine/judge/Talker.java:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FileUtils", "LockHelper", "TaskManager", "WorldImpl"})
  void aNameThatSaysNothingIsFound(String name) throws Exception {
    final Storey built = Sketch.in(folder, Map.of("lab.cell." + name, "class " + name + " {}"));
    assertThat(House.NAMES.breaches(built))
        .singleElement()
        .asString()
        .contains("org.killpath.lab.cell." + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread.sleep(1)",
        "java.util.concurrent.TimeUnit.DAYS.sleep(1)",
        "java.util.concurrent.locks.LockSupport.parkNanos(1)",
        "java.util.concurrent.locks.LockSupport.parkUntil(this, 1)"
      })
  void aClassThatSleepsIsFound(String sleep) throws Exception {
    final Storey built = Sketch.in(
        folder,
        Map.of(
            "engine.runtime.Sleeper",
            "class Sleeper { void nap() throws Exception { " + sleep + "; } }"));
    assertThat(House.NO_WAITING.breaches(built))
        .singleElement()
        .asString()
        .contains("org.killpath.engine.runtime.Sleeper.nap");
  }

  @Test
  void aStaticFieldThatCanBeWrittenToIsFound() throws Exception {
    final Storey built =
        Sketch.in(folder, Map.of("lab.cell.Count", "class Count { static int last; }"));
    assertThat(House.STATIC_FINAL.breaches(built))
        .singleElement()
        .asString()
        .contains("org.killpath.lab.cell.Count.last");
  }

  @Test
  void aModuleThatKeepsTheRulesBreaksNone() throws Exception {
    final Storey built = Sketch.in(
        folder,
        Map.of(
            "engine.kernel.Lower", "public class Lower { static final int FLOOR = 0; }",
            "engine.primitive.Upper", "class Upper { org.killpath.engine.kernel.Lower on; }"));
    assertThat(Stream.of(House.values()).flatMap(rule -> rule.breaches(built).stream()))
        .isEmpty();
  }

  @Test
  void aPlanWithAnArrowUpwardsOrAPackageTwiceIsRefused() {
    assertThatThrownBy(() -> Plan.of("low: high\nhigh:\n")).hasMessageContaining("low may only");
    assertThatThrownBy(() -> Plan.of("low:\nlow:\n")).hasMessageContaining("low is there twice");
    assertThat(Plan.of("low:\nhigh:\n    low\n").allows("high", "low")).isTrue();
  }
}
