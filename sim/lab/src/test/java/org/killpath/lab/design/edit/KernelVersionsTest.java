package org.killpath.lab.design.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellTokens;
import org.killpath.lab.ordering.yaml.ScriptFile;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.Device;

class KernelVersionsTest {
  private static final DesignCatalogue DESIGNS = DesignCatalogue.all();
  private static final ScenarioCatalogue SCENARIOS = ScenarioCatalogue.all();
  private static final Pattern ORDERING =
      Pattern.compile("```yaml\n(ordering: ([\\w-]+)\n.*?)```", Pattern.DOTALL);
  private static final DesignSpace SPACE = DESIGNS.space();

  @Test
  void everyColumnCanBeHadInEveryVersionAndItsNameIsReadAsTheSameSet() {
    for (Version version : SPACE.versions()) {
      for (Design column : DESIGNS.designs()) {
        final EditedDesign design = SPACE.under((EditedDesign) column, version);
        assertThat(design.edits()).containsAll(version.edits());
        assertThat(design.version()).as(design.id()).contains(version);
        assertThat(SPACE.parse(design.id()).edits()).as(design.id()).isEqualTo(design.edits());
        assertThat(design.plainId()).isEqualTo(column.id());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "upstream, 6.12.107, 6.12.107",
    "drain-first, 6.12.117, drain-first+6.12.117",
    "flush-only-drain, 7.3, flush-only-drain+7.3",
    "readers-before-free, next, next"
  })
  void aDesignInAVersionIsCalledAfterBoth(String design, String version, String name) {
    final EditedDesign plain = SPACE.named(design).orElseThrow();
    assertThat(SPACE.under(plain, SPACE.version(version).orElseThrow()).id()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "6.12.107, 6.12.107",
    "6.12.107+deb13-amd64, 6.12.107",
    "6.12.107p, 6.12.107",
    "6.12.110, 6.12.107",
    "6.12.111-rt, 6.12.111",
    "6.12.113, 6.12.111",
    "6.12.114, 6.12.117",
    "6.12.117+deb13-cloud-amd64, 6.12.117",
    "6.12.1000, 6.12.117",
    "7.3.0-rc7, 7.3",
    "7.3-rc7, 7.3",
    "v7.3.4, 7.3",
    "7.10.1, 7.3"
  })
  void aReleaseIsOfTheVersionThatCoversItsNumber(String release, String version) {
    assertThat(SPACE.versionOf(release).map(Version::id)).contains(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "syzkaller",
        "6.12",
        "6.12.0-55.el10.x86_64",
        "6.12.106",
        "6.13.1",
        "6.17.3",
        "7.2.9",
        "6.12.99999999999999999999",
        "99999999999.1.1"
      })
  void aReleaseThatNobodyReadIsOfNoVersion(String release) {
    assertThat(SPACE.versionOf(release)).isEmpty();
  }

  @Test
  void aSetThatExcludesWhatAVersionDoesIsNotToBeHadInIt() {
    final EditedDesign flushing = SPACE.parse("scsi-ioctls-flush");
    final Version old = SPACE.version("6.12.107").orElseThrow();
    assertThatThrownBy(() -> SPACE.under(flushing, old))
        .isInstanceOf(BadSum.class)
        .hasMessage("scsi-ioctls-flush and scsi-ioctls-do-not-flush exclude each other: both change"
            + " whether ioctls of vhost-scsi flush");
  }

  @Test
  void aTokenOfAVersionNamesItAndIsReadAsTheSameCell() {
    for (String design : List.of("drain-first+6.12.117", "7.3", "next")) {
      final Cell cell = Schedules.cell("C", design);
      final String token = Token.of(new Schedule<>(cell, new int[] {3, 1}, 7)).text();
      assertThat(token).matches("kp\\d+\\.C\\.[A-Za-z0-9.%-]+\\.[A-Za-z0-9_-]+");
      final Cell read =
          CellTokens.parse(token, SCENARIOS::find, DESIGNS::find).schedule().subject();
      assertThat(read.cellId()).isEqualTo(cell.cellId());
    }
  }

  /** That nobody notices the others anywhere, {@link DesignSpaceTest} shows. */
  @Test
  void whatDiffersTakesOtherStepsJustWhereTheManualSaysSo() {
    final Map<String, Long> plain = steps(DESIGNS.find("upstream").orElseThrow());
    assertThat(noticing("scsi-ioctls-do-not-flush", plain)).containsExactly("scsi-kill-flush");
    assertThat(noticing("scsi-ioctls-flush", plain))
        .containsExactlyInAnyOrderElementsOf(SCENARIOS.scenarios().stream()
            .filter(scenario -> scenario.device() == Device.Kind.SCSI)
            .map(Scenario::id)
            .filter(id -> !id.equals("scsi-kill-flush"))
            .toList());
    assertThat(noticing("send-needs-backend", plain))
        .isNotEmpty()
        .allSatisfy(id ->
            assertThat(SCENARIOS.find(id).orElseThrow().device()).isEqualTo(Device.Kind.VSOCK));
  }

  /** In which orderings the edit makes somebody take other steps, by the same choices. */
  private static Set<String> noticing(String edit, Map<String, Long> plain) {
    final Map<String, Long> edited = steps(SPACE.parse(edit));
    return plain.entrySet().stream()
        .filter(steps -> !steps.getValue().equals(edited.get(steps.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The steps of every ordering under a design. */
  private static Map<String, Long> steps(Design design) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return SCENARIOS.scenarios().stream()
          .collect(Collectors.toMap(
              Scenario::id, scenario -> Schedules.steps(new Cell(scenario, design), controlled)));
    }
  }

  /** The manual's own orderings, and its table of them: the worst that each shows in each version. */
  @Test
  void theOrderingsOfTheManualShowWhatItSays() throws IOException {
    final String page = Files.readString(Path.of("..", "docs", "kernel-versions.md"));
    final List<MatchResult> orderings = ORDERING.matcher(page).results().toList();
    assertThat(orderings).hasSize(3);
    final List<String> columns =
        List.of(row(page, "ordering").split(" \\| ", -1)).subList(1, 7);
    for (MatchResult ordering : orderings) {
      final Scenario scenario = ScenarioCatalogue.of(
              ScriptFile.read("it.yaml", ordering.group(1).getBytes(StandardCharsets.UTF_8)))
          .get(0);
      final String[] cells = row(page, ordering.group(2)).split(" \\| ", -1);
      for (int column = 0; column < columns.size(); column++) {
        final Cell cell = new Cell(scenario, DESIGNS.find(columns.get(column)).orElseThrow());
        final String worst = Schedules.randomWalk(cell, 50).outcomes().stream()
            .max(Outcome.MILDEST_FIRST)
            .map(Object::toString)
            .orElse("n/a");
        assertThat(worst).as(cell.toString()).isEqualTo(cells[column + 1]);
      }
    }
  }

  private static String row(String page, String first) {
    return page.lines()
        .filter(line -> line.startsWith("| " + first + " | "))
        .reduce((one, other) -> other)
        .map(line -> line.substring(2, line.length() - 2))
        .orElseThrow();
  }

  @Test
  void withoutAFlushInIoctlsDevMutexCannotDeadlockThere() {
    assertThat(outcomes("scsi-kill-flush", "dev-mutex")).contains("DEADLOCK");
    assertThat(outcomes("scsi-kill-flush", "dev-mutex+6.12.107")).containsExactly("COMPLETED");
    assertThat(outcomes("scsi-kill-flush", "dev-mutex+6.12.111")).contains("DEADLOCK");
  }

  private static Set<String> outcomes(String scenario, String design) {
    return Schedules.randomWalk(Schedules.cell(scenario, design), 200).outcomes().stream()
        .map(Object::toString)
        .collect(Collectors.toSet());
  }
}
