package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the program says is the same in every language: nothing that it prints depends on the digits
 * (ar, fa, mr) or on the capital letters (tr) of the machine's. A Turk with Arabic digits has both.
 */
class LocalesTest {
  private static final List<String> LANGUAGES = List.of("ar-EG", "fa-IR", "mr-IN", "tr-TR");
  private static final String BOTH = "tr-TR-u-nu-arab";

  private static final Locale BEFORE = Locale.getDefault();

  @TempDir
  static Path directory;

  private static List<String> commands;

  @BeforeAll
  static void findTheCommands() throws IOException {
    Locale.setDefault(Locale.ROOT);
    final String token = token("C", "upstream");
    final Path log = directory.resolve("hung-task.log");
    Files.writeString(
        log, Invocation.of("replay", token, "--report", "hung-task").out());
    commands = new ArrayList<>();
    for (String format : List.of("text", "markdown", "csv", "json", "html", "svg", "perfetto")) {
      add("replay " + token + " --trace --format " + format);
      add("explore kill-flush dev-mutex --schedules 20 --format " + format);
      add("table --scenarios C,E2,scsi-tmf --designs upstream,kthread --schedules 10 --format "
          + format);
      add("table --ground-truth --scenarios C --designs upstream --schedules 5 --format " + format);
      add("claims C6 --threads 1 --format " + format);
      add("costs --format " + format);
      add("list --format " + format);
      add("answers --scenarios C,E2 --designs upstream --schedules 10 --format " + format);
      add("diagnose " + log + " --schedules 2 --format " + format);
      add("bench --strategies --seeds 2 --schedules 10 --scenarios kill-flush --designs dev-mutex"
          + " --format " + format);
      add("bench --outcomes --seeds 2 --schedules 10 --scenarios kill-flush --designs dev-mutex"
          + " --format " + format);
    }
    for (String report : List.of("hung-task", "blocked", "locks", "lockdep")) {
      add("replay " + token + " --report " + report + " --kernel 6.12");
      add("replay " + token + " --report " + report + " --kernel 7.3");
    }
    add("letter C D1 --designs upstream,dev-mutex --schedules 10");
    add("--help");
    add("table --help");
    add("table --schedules x");
    add("--version");
  }

  @AfterAll
  static void backToTheLanguageOfTheMachine() {
    Locale.setDefault(BEFORE);
  }

  private static void add(String line) {
    commands.add(line);
  }

  private static String token(String scenario, String design) {
    return Invocation.of("explore", scenario, design, "--schedules", "5", "--format", "csv")
        .lines()
        .get(1)
        .replaceAll(".*,", "");
  }

  private static Invocation in(String language, String[] command) {
    Locale.setDefault(Locale.forLanguageTag(language));
    try {
      return Invocation.of(command);
    } finally {
      Locale.setDefault(Locale.ROOT);
    }
  }

  static Stream<String> everyCommand() {
    return commands.stream();
  }

  @Test
  void suchALanguageWouldShow() {
    final Locale both = Locale.forLanguageTag(BOTH);
    assertThat(String.format(both, "%d", 1)).isEqualTo("\u0661");
    assertThat("i".toUpperCase(both)).isEqualTo("\u0130");
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void aCommandPrintsTheSameInEveryLanguage(String line) {
    final String[] command = line.split(" ", -1);
    assertThat(in(BOTH, command)).isEqualTo(in("und", command));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void whatAReportPrintsCanBeDiagnosed(String language) throws IOException {
    final Path log = directory.resolve(language + ".log");
    final String[] report = {"replay", token("C", "upstream"), "--report", "hung-task"};
    Files.writeString(log, in(language, report).out());
    assertThat(in(language, new String[] {"diagnose", log.toString()}).out())
        .contains("vhost-38/41", "gt-holder/39", "vhost_worker_killed()", "C x upstream");
  }

  static Stream<String> languages() {
    return LANGUAGES.stream();
  }
}
