package org.killpath.engine.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Null is found where it crosses a public method or constructor of ours. */
class NullsTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public static void take(Object it) {} void give() { take(null); }",
        "public static void take(Object it) {} void give() { take(hashCode() > 0 ? it() : null); }",
        "public Giver(Object it) {} static Giver give() { return new Giver((String) null); }",
        "public Object give() { return null; }"
      })
  void nullThatGoesThroughAPublicMethodOrConstructorIsFound(String body) throws Exception {
    assertThat(House.NO_NULL.breaches(giver(body)))
        .singleElement()
        .asString()
        .contains("Giver.java:2", "org.killpath.lab.cell.Giver");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private static void take(Object it) {} void give() { take(null); }",
        "Object give() { return null; }",
        "public java.util.function.Supplier<Object> give() { return () -> { return null; }; }",
        "public void give(java.util.List<String> list) { list.sort(null); }"
      })
  void nullThatStaysInsideOrGoesToOthersIsNot(String body) throws Exception {
    assertThat(House.NO_NULL.breaches(giver(body))).isEmpty();
  }

  private Storey giver(String body) throws IOException {
    return Sketch.in(
        folder,
        Map.of("lab.cell.Giver", "public class Giver { Object it() { return 1; } " + body + " }"));
  }
}
