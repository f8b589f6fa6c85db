package org.killpath.app.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.app.cli.Invocation.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.app.cli.Invocation;

/** Bad input gets one clear line and exit status 2, before any work is done. */
class BadInputTest {
  private static final String ORDERING = """
      ordering: precious
      device: vsock
      form: raced
      story: a guest kicks while the owner is killed
      actors: [killer, guest]
      tasks:
        - task: guest
          group: apart
          steps:
            - kick: {vq: tx}
        - task: killer
          group: apart
          steps:
            - kill: {group: owner}
      """;

  @Test
  void anOptionThatWouldChangeNothingIsRefused() {
    refused(
        "--set-up says what --trace prints; --trace is missing",
        "replay",
        "kp4.C.upstream.GWDIjqQ3ke4",
        "--set-up");
    refused(
        "--report prints what a kernel would, without --trace",
        "replay",
        "kp4.C.upstream.GWDIjqQ3ke4",
        "--trace",
        "--report",
        "hung-task");
    refused(
        "--smallest looks at every set with few edits: leave --grow and --from out",
        "invent",
        "--smallest",
        "--grow",
        "7");
  }

  /** A stranger may have named it. */
  @Test
  void theNameOfAFileDoesNothingToATerminal() {
    refused(
        "cannot read \\u{1b}[31m\\u{202e}txt: there is no such file",
        "diagnose",
        "\u001b[31m\u202etxt");
    refused("Unknown option: '--\\u{7}x'", "table", "--\u0007x");
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    refused(
        "Invalid value for option '--schedules': 'many' is not a whole number",
        "table",
        "--schedules",
        "many");
  }

  @Test
  void aNumberOfSchedulesBelowOneIsRefused() {
    refused(
        "Invalid value for option '--schedules': '0' is not at least 1", "table", "--schedules=0");
    refused(
        "Invalid value for option '--schedules': '-5' is not at least 1",
        "table",
        "--schedules=-5");
  }

  @Test
  void aSeedThatIsTooLargeIsRefused() {
    refused(
        "Invalid value for option '--seed': '99999999999999999999' is not a whole number",
        "table",
        "--seed",
        "99999999999999999999");
  }

  @Test
  void aTimeWithoutAUnitIsRefused() {
    refused(
        "Invalid value for option '--time': '30' is not a time such as 30s, 5m or 2h",
        "table",
        "--time",
        "30");
  }

  @Test
  void anUnknownFormatIsRefusedWithThoseThatTheCommandHas() {
    refused(
        "there is no jsn of table; choose from text, markdown, csv, json, html, svg",
        "table",
        "--format",
        "jsn");
    refused("there is no csv of list; choose from text, markdown", "list", "--format", "csv");
    refused("there is no json of letter; choose from text", "letter", "C", "--format", "json");
  }

  @Test
  void aFormatThatAnOptionTakesAwayIsRefusedInTheNameOfThatOption() {
    refused(
        "there is no json of replay --report; choose from text",
        "replay",
        "kp4.C.upstream.GWDIjqQ3ke4",
        "--report",
        "locks",
        "--format",
        "json");
    refused(
        "there is no html of table --ground-truth; choose from text, markdown, csv, json",
        "table",
        "--ground-truth",
        "--format",
        "html");
  }

  @Test
  void anOutputFileInAMissingDirectoryIsRefusedBeforeTheRun(@TempDir Path directory) {
    final Path missing = directory.resolve("missing");
    refused(
        "cannot write " + missing.resolve("table.txt") + ": there is no directory " + missing,
        "table",
        "--schedules",
        "1000000000",
        "-o",
        missing.resolve("table.txt").toString());
  }

  @Test
  void anOutputFileThatIsADirectoryIsRefused(@TempDir Path directory) {
    refused(
        "cannot write " + directory + ": it is a directory",
        "table",
        "--schedules",
        "1000000000",
        "-o",
        directory.toString());
  }

  @Test
  void aRefusedRunLeavesAnOldOutputFileAsItWas(@TempDir Path directory) throws IOException {
    final Path file = directory.resolve("table.txt");
    Files.writeString(file, "old");
    final Invocation invocation = Invocation.of("explore", "Z", "upstream", "-o", file.toString());
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(file).hasContent("old");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aMissingArgumentIsNamed() {
    refused("Missing required parameter: 'DESIGN'", "explore", "C");
  }

  @Test
  void noCommandAtAllIsAnsweredWithThoseThereAre() {
    final Invocation invocation = Invocation.of();
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err())
        .startsWith("killpath: a command is missing: one of list, table, explore, replay")
        .hasLineCount(1);
  }

  @Test
  void anEmptyArgumentIsSaidToBeOne() {
    refused("argument 2 is empty", "explore", "", "upstream");
    refused("argument 3 is empty", "table", "--scenarios", "");
  }

  @Test
  void aWordThatBeginsWithAnAtIsNoFileOfArguments(@TempDir Path directory) throws IOException {
    final Path file = Files.writeString(directory.resolve("secret"), "upstream");
    refused(
        Invocation.of("explore", "C", "@" + file).err().strip().substring("killpath: ".length()),
        "explore",
        "C",
        "@" + file);
    assertThat(Invocation.of("explore", "C", "@" + file).err()).contains("unknown design '@");
  }

  @Test
  void namesOfNothingAreRefused() {
    for (String names : new String[] {",", "C,", ",C", "C,,D1", " "}) {
      refused(
          "Invalid value for option '--scenarios' (ID): '" + names
              + "' names nothing at one place or more",
          "table",
          "--scenarios",
          names);
    }
  }

  @Test
  void aNumberOfStagedSchedulesAloneIsRefused() {
    refused(
        "--staged says how many of --schedules; --schedules is missing", "table", "--staged", "5");
  }

  @Test
  void aTimeThatNobodyWaitsForIsRefused() {
    refused(
        "Invalid value for option '--time': '999999999h' is too long; the most is 87600h",
        "table",
        "--time",
        "999999999h");
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeMissing() {
    refused("cannot read nofile: there is no such file", "diagnose", "nofile");
    refused("cannot use nofile: there is no such file", "merge", "nofile");
    refused(
        "cannot use nofile: there is no such file",
        "explore",
        "C",
        "upstream",
        "--continue",
        "nofile");
  }

  /** Whatever else is named is read or kept: it is not to be overwritten by the result. */
  @Test
  void theResultGoesToNoFileThatIsNeeded(@TempDir Path directory) throws IOException {
    final String file = Files.writeString(directory.resolve("file"), "precious").toString();
    final String link =
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file")).toString();
    for (String output : new String[] {file, link, directory.resolve("./file").toString()}) {
      final String line =
          "-o " + output + " would overwrite " + file + ", which is needed for something else";
      refused(line, "merge", file, "-o", output);
      refused(line, "diagnose", file, "-o", output);
      refused(line, "table", "--resume", file, "-o", output);
      refused(line, "explore", "C", "upstream", "--continue", file, "-o", output);
      refused(line, "explore", "C", "upstream", "--save", file, "-o", output);
    }
    assertThat(Path.of(file)).hasContent("precious");
  }

  /** An ordering may be named where its id can be, or by the folder in which it lies. */
  @Test
  void theResultGoesToNoOrdering(@TempDir Path directory) throws IOException {
    final String folder = directory.toString();
    final String file =
        Files.writeString(directory.resolve("my.yaml"), ORDERING).toString();
    final String plain = Files.writeString(directory.resolve("my"), ORDERING).toString();
    for (String[] line : new String[][] {
      {"-o", file, "explore", file, "upstream"},
      {"-o", plain, "explore", plain, "upstream"},
      {"-o", file, "table", "--orderings", folder},
      {"-o", file, "table", "--scenarios", "C," + file},
      {"-o", file, "letter", file},
      {"--save", file, "explore", file, "upstream", "--strategy", "dpor"},
      {"--save", file, "explore", "C", "upstream", "--ordering", file, "--strategy", "dpor"}
    }) {
      final List<String> arguments = new ArrayList<>(List.of(line).subList(2, line.length));
      arguments.addAll(List.of(line[0], line[1]));
      refused(
          line[0] + " " + line[1] + " would overwrite " + line[1]
              + ", which is needed for something else",
          arguments.toArray(String[]::new));
    }
    assertThat(Path.of(file)).hasContent(ORDERING);
    assertThat(Path.of(plain)).hasContent(ORDERING);
  }
}
