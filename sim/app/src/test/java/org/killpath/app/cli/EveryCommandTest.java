package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.app.cli.command.DiagnoseCommandTest;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.Terminal;
import org.killpath.app.kit.heard.Consoles;

/**
 * Every command, as a process of its own, where it is hard: little memory, a language with digits
 * or capital letters of its own, the plainest character set, nothing to read from or write to.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs a Bourne shell")
class EveryCommandTest {
  private static final String CELLS = " --scenarios C,E2 --designs upstream,kthread --schedules 5";
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir
  private static Path directory;

  private static String token;

  @BeforeAll
  static void writeWhatTheyRead() throws IOException {
    Locale.setDefault(Locale.ROOT);
    token = Invocation.of("explore", "C", "upstream", "--schedules", "5", "--format", "csv")
        .lines()
        .get(1)
        .replaceAll(".*,", "");
    Files.write(
        directory.resolve("console.log"), DiagnoseCommandTest.excerpt("holder-asleep-6.12.log"));
    Files.writeString(
        directory.resolve("played.log"), Consoles.played(), StandardCharsets.ISO_8859_1);
    for (int shard = 1; shard <= 2; shard++) {
      final String part = " --shard " + shard + "/2 --resume shard" + shard;
      assertThat(here("table" + CELLS + part).status()).isZero();
    }
  }

  @AfterAll
  static void backToTheLanguageOfTheMachine() {
    Locale.setDefault(BEFORE);
  }

  /** One line for each command of the program. */
  static Stream<String> everyCommand() {
    return Stream.of(
        "list",
        "table" + CELLS + " --format html",
        "explore kill-flush dev-mutex --strategy dpor --schedules 20",
        "replay TOKEN --trace",
        "diagnose console.log --schedules 2",
        "capture",
        "reproduce C net-C2 -o kit",
        "compare played.log --schedules 20 --which",
        "answers" + CELLS,
        "merge shard1 shard2",
        "claims C6 --threads 1",
        "costs",
        "faults vsock-rx-used-uffd-kill --threads 1",
        "lock-order upstream --schedules 1",
        "invent --edits 1 --among kthread,drain-first --devices net --staged 1 --raced 1",
        "lacks drain-first --devices vsock --staged 1 --raced 1 --edits 1",
        "letter C E2 --designs upstream,kthread --schedules 5",
        "bench --outcomes --seeds 2 --schedules 5 --scenarios C --designs upstream");
  }

  @Test
  void noCommandIsLeftOut() {
    assertThat(everyCommand().map(line -> line.split(" ", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(
            Killpath.commandLine(new Terminal(Invocation.WIDTH, false), new Interruption())
                .getSubcommands()
                .keySet());
  }

  /** What the command prints inside this JVM, which has memory, files and plain digits. */
  private static Invocation here(String line) {
    return Invocation.of(arguments(line).split(" ", -1));
  }

  private static String typed(String options, String line) {
    return "LC_ALL=C COLUMNS=" + Invocation.WIDTH + " " + Launched.killpath("-Xmx32m " + options)
        + arguments(line);
  }

  private static String arguments(String line) {
    return line.replace("TOKEN", token)
        .replaceAll("console\\.log|played\\.log|shard[12]|kit", directory + "/$0");
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void aCommandPrintsTheSameOrSaysThatItCannot(String line) throws Exception {
    final Launched launched = Launched.of(
        directory,
        typed("-Duser.language=tr -Duser.country=TR", line)
                .replace(directory + "/kit", directory + "/silent-kit")
            + " <&- >&- 2>silent & silent=$!; "
            + typed("-Duser.language=ar -Duser.country=EG", line) + " <&-; status=$?;"
            + " wait $silent; echo $? >>silent; exit $status");
    final Invocation expected = here(line);
    assertThat(launched.err()).isEqualTo(expected.err()).isEmpty();
    assertThat(launched.status()).isEqualTo(expected.status()).isZero();
    assertThat(launched.out()).isEqualTo(expected.out());
    assertThat(Files.readAllLines(directory.resolve("silent")))
        .isEqualTo(List.of(
            "killpath: not everything could be written to standard output: it is closed", "3"));
  }
}
