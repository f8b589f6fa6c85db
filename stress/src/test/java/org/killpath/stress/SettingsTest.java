package org.killpath.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.stress.run.TimeBudget;

class SettingsTest {
  @ParameterizedTest
  @CsvSource({"60s, 60", "4m, 240", "30m, 1800", "1h, 3600"})
  void budgetsAreSecondsMinutesOrHours(String text, long seconds) {
    assertThat(TimeBudget.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "m", "-4m", "0s", "4 m", "4d", "1.5m", "99999999m"})
  void anythingElseIsNoBudget(String text) {
    assertThatThrownBy(() -> TimeBudget.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write for example 60s, 4m or 1h");
  }

  @Test
  void withoutPropertiesTheBudgetIsThreeMinutes() {
    assertThat(Settings.of(new Properties()).budget()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void badInputIsOneLineAndExitStatus2(@TempDir Path directory) throws IOException {
    final Path file = Files.createFile(directory.resolve("file"));
    assertThat(complaint("stress.budget", "soon"))
        .isEqualTo("killpath stress: stress.budget: 'soon' is not a time: write for example 60s, 4m"
            + " or 1h");
    assertThat(complaint("stress.seed", "x"))
        .isEqualTo("killpath stress: stress.seed: 'x' is neither a number nor random");
    assertThat(complaint("stress.target", file.resolve("inside").toString()))
        .startsWith("killpath stress: ")
        .contains("file");
    assertThat(complaint("stress.designs", "upstream,nobody"))
        .isEqualTo("killpath stress: stress.designs: there is no 'nobody'");
    assertThat(complaint("stress.scenarios", "nothing"))
        .isEqualTo("killpath stress: stress.scenarios: there is no 'nothing'");
    assertThat(complaint("stress.expected", Files.writeString(file, "A,x\n").toString()))
        .startsWith("killpath stress: stress.expected: ")
        .endsWith("line 1 must be scenario,design,must,may");
    assertThat(complaint("stress.expected", directory.resolve("missing").toString()))
        .startsWith("killpath stress: stress.expected: ")
        .endsWith("missing: there is no such file");
    assertThat(complaint("stress.design", "upstream"))
        .startsWith("killpath stress: stress.design: there is no such option; there are stress.");
    Files.createDirectory(directory.resolve("outcomes.json"));
    assertThat(complaint("stress.target", directory.toString()))
        .startsWith("killpath stress: stress.target: ")
        .endsWith("outcomes.json: it is a directory");
  }

  @Test
  void namesAreSeparatedByCommas() {
    final Properties properties = new Properties();
    properties.setProperty("stress.designs", "upstream, kthread");
    final Settings settings = Settings.of(properties);
    assertThat(settings.designs()).containsExactly("upstream", "kthread");
    assertThat(settings.scenarios()).isEmpty();
    assertThat(settings.expected()).isEmpty();
  }

  @Test
  void aSumOfEditsIsADesignTooAndTheTableKeepsItsOrder() throws IOException {
    final Properties properties = new Properties();
    properties.setProperty(
        "stress.designs", "copy-before-lock+lock-free-detach,dev-mutex,6.12.117,upstream");
    properties.setProperty("stress.scenarios", "D1,C");
    final List<String> cells =
        Asked.of(Settings.of(properties)).cells().stream().map(Object::toString).toList();
    assertThat(cells).hasSize(8).startsWith("C x upstream", "C x dev-mutex");
    assertThat(cells.subList(2, 4))
        .containsExactly("C x lock-free-detach+copy-before-lock", "C x 6.12.117");
  }

  /** The one line that a run with this property prints on standard error. */
  private static String complaint(String key, String value) {
    final Properties properties = new Properties();
    properties.setProperty(key, value);
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final PrintStream none =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    final PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertThat(new Main(none, print).run(properties)).isEqualTo(2);
    return err.toString(StandardCharsets.UTF_8)
        .strip()
        .lines()
        .toList()
        .toString()
        .replaceFirst("^\\[(.*)]$", "$1");
  }
}
