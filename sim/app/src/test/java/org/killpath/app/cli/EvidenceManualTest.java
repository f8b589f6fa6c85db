package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page on evidence work, and its pictures are what they print. */
class EvidenceManualTest {
  private static final String PROGRAM = "$ java -jar sim/target/killpath.jar ";
  private static final Path MANUAL = Manual.page("evidence.md");

  @TempDir
  static Path directory;

  @TestFactory
  Stream<DynamicTest> everyCommandOfTheManualWorks() throws IOException {
    final String token = Invocation.of(
            "explore", "C", "upstream", "--schedules", "100", "--format", "csv")
        .lines()
        .get(1)
        .replaceAll(".*,", "");
    final List<String> commands = Files.readAllLines(MANUAL).stream()
        .filter(line -> line.startsWith(PROGRAM))
        .map(line -> line.substring(PROGRAM.length()))
        .toList();
    assertThat(commands).hasSizeGreaterThan(10);
    return commands.stream().map(command -> dynamicTest(command, () -> works(command, token)));
  }

  private static void works(String command, String token) throws IOException {
    final List<String> arguments =
        new ArrayList<>(List.of(command.replace("TOKEN", token).split(" ", -1)));
    final int option = arguments.indexOf("-o");
    if (option < 0) {
      final Invocation invocation = Invocation.of(arguments.toArray(String[]::new));
      assertThat(invocation.err()).isEmpty();
      assertThat(invocation.status()).isZero();
      assertThat(invocation.out()).isNotBlank();
      return;
    }
    final Path named = Path.of(arguments.get(option + 1));
    final Path written = directory.resolve(named.getFileName());
    arguments.set(option + 1, written.toString());
    final Invocation invocation = Invocation.of(arguments.toArray(String[]::new));
    assertThat(invocation.err()).isEmpty();
    assertThat(invocation.status()).isZero();
    assertThat(written).isNotEmptyFile();
    if (named.startsWith("sim/docs")) {
      assertThat(Files.readString(written))
          .as("%s is out of date; the command in %s makes it anew", named, MANUAL)
          .isEqualTo(Files.readString(Manual.root().resolve(named)));
    }
  }
}
