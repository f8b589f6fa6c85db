package org.killpath.engine.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Static fields are judged by what they hold. */
class StaticStateTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object HELD = new EnumMap<TimeUnit, String>(TimeUnit.class)",
        "List<String> HELD = new ArrayList<>()",
        "Map<String, List<String>> HELD = Map.of(\"a\", new ArrayList<>())",
        "Optional<StringBuilder> HELD = Optional.of(new StringBuilder())",
        "Object HELD = new AtomicLong()",
        "Object HELD = new ThreadLocal<String>()",
        "int[] HELD = {1}",
        "Object HELD = new Object() { int count; }",
        "Object HELD = new Object() { final List<String> all = new LinkedList<>(); }",
        "Supplier<Long> HELD = new AtomicLong()::incrementAndGet"
      })
  void aStaticFieldThatHoldsWhatCanChangeIsFoundWhateverItsType(String field) throws Exception {
    assertThat(House.STATIC_CONSTANT.breaches(holder(field)))
        .singleElement()
        .asString()
        .startsWith("org.killpath.lab.cell.Holder.HELD holds ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object HELD = TimeUnit.DAYS",
        "List<String> HELD = List.of(\"a\", \"b\")",
        "Set<String> HELD = Collections.unmodifiableSet(new TreeSet<>(List.of(\"a\")))",
        "Map<String, Optional<Integer>> HELD = Map.of(\"a\", Optional.of(1))",
        "Object HELD = java.util.regex.Pattern.compile(\"a\")",
        "Object HELD = java.time.Duration.ZERO",
        "Object[] HELD = {}",
        "Object HELD = null",
        "Object HELD = new Object() { final int count = 1; }",
        "Supplier<String> HELD = () -> \"a\"",
        "Comparator<String> HELD = Comparator.comparing(String::length).reversed()"
      })
  void aStaticFieldThatHoldsWhatStaysIsNot(String field) throws Exception {
    assertThat(House.STATIC_CONSTANT.breaches(holder(field))).isEmpty();
  }

  private Storey holder(String field) throws IOException {
    return Sketch.in(
        folder,
        Map.of(
            "lab.cell.Holder",
            "import java.util.*; import java.util.concurrent.*;"
                + " import java.util.concurrent.atomic.*;"
                + " import java.util.function.*; class Holder { private static final " + field
                + "; }"));
  }
}
