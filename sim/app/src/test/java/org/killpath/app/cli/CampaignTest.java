package org.killpath.app.cli;

import org.killpath.app.cli.option.Runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in parts, on one machine after the other or on several. */
class CampaignTest {
  private static final List<String> TABLE = List.of(
      "table",
      "--scenarios",
      "C,D1,kill-flush,kill-set-owner,scsi-tmf",
      "--designs",
      "upstream,dev-mutex,kthread",
      "--schedules",
      "60");

  @TempDir
  private Path directory;

  private static Invocation table(String... more) {
    final List<String> arguments = new ArrayList<>(TABLE);
    arguments.addAll(List.of(more));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private Invocation merge(String format, String... names) {
    final List<String> arguments = new ArrayList<>(List.of("merge", "--format", format));
    for (String name : names) {
      arguments.add(file(name));
    }
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private void run(String shard, String name, String... more) {
    final List<String> arguments = new ArrayList<>(List.of("--shard", shard, "--resume"));
    arguments.add(file(name));
    arguments.addAll(List.of(more));
    assertThat(table(arguments.toArray(String[]::new)).status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown", "csv", "json", "html"})
  void whatIsMergedIsWhatOneMachinePrints(String format) {
    run("1/3", "a");
    run("2/3", "b");
    run("3/3", "c");
    final Invocation merged = merge(format, "c", "a", "b");
    assertThat(merged.err()).isEmpty();
    assertThat(merged.status()).isZero();
    assertThat(merged.out()).isEqualTo(table("--format", format).out());
  }

  @Test
  void whatIsFinishedIsNotRunAgain() throws IOException {
    final Path file = directory.resolve("kept");
    final String first = table("--resume", file.toString(), "--format", "csv").out();
    final String kept = Files.readString(file);
    // A count that no run would come to: it shows again only if the cell is not run again.
    final String changed = kept.replaceFirst("\"count\":60", "\"count\":59");
    assertThat(changed).isNotEqualTo(kept);
    Files.writeString(file, changed);
    assertThat(table("--resume", file.toString(), "--format", "csv").out())
        .isNotEqualTo(first)
        .contains(",59,60,");
  }

  @Test
  void whatIsMissingFromTheFileIsRun() throws IOException {
    final Path file = directory.resolve("kept");
    final String whole = table("--resume", file.toString(), "--format", "csv").out();
    final String kept = Files.readString(file);
    final int lastCell = kept.lastIndexOf(",{\"scenario\"");
    Files.writeString(file, kept.substring(0, lastCell) + "]}\n");
    assertThat(table("--resume", file.toString(), "--format", "csv").out()).isEqualTo(whole);
    assertThat(Files.readString(file)).isEqualTo(kept);
  }

  @Test
  void shardsThatDoNotBelongTogetherAreRefused() {
    run("1/2", "a");
    run("2/2", "b", "--seed", "2");
    run("2/2", "c", "--strategy", "pos");
    assertRefused(merge("text", "a", "b"), "different campaigns: seed 1 against seed 2");
    assertRefused(merge("text", "a", "c"), "strategy random-walk against strategy pos");
    assertRefused(merge("text", "a"), "shard 2/2 is missing");
    assertRefused(merge("text", "a", "a"), "shard 1/2 is there twice");
    assertRefused(merge("text", "a", "nowhere"), "there is no file");
  }

  @Test
  void shardsOfAnotherModelOrProgramAreRefused() throws IOException {
    run("1/1", "a");
    final String text = Files.readString(directory.resolve("a"));
    Files.writeString(
        directory.resolve("model"), text.replaceFirst("\"model\":\\d+", "\"model\":1"));
    Files.writeString(
        directory.resolve("program"), text.replaceFirst("killpath [^\"]*", "killpath 0.9"));
    assertRefused(merge("text", "model"), "model 1; this is");
    assertRefused(merge("text", "program"), "the shards were made by killpath 0.9");
  }

  @Test
  void aFileOfAnotherCampaignIsNotGoneOnWith() throws IOException {
    run("1/2", "a");
    final String before = Files.readString(directory.resolve("a"));
    assertRefused(
        table("--shard", "1/2", "--seed", "7", "--resume", file("a")),
        "is of another campaign: seed 1 against seed 7");
    assertRefused(
        table("--shard", "2/2", "--resume", file("a")), "is of shard 1/2, and not of 2/2");
    assertThat(Files.readString(directory.resolve("a"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{\"campaign\":{}}", "no JSON", "{\"shard\":3}"})
  void whatIsNoCampaignFileIsRefused(String text) throws IOException {
    Files.writeString(directory.resolve("a"), text);
    assertRefused(merge("text", "a"), "it is no campaign file");
    assertRefused(table("--resume", file("a")), "it is no campaign file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/2", "3/2", "2", "a/b", "1/0", "-1/2"})
  void whatIsNoShardIsRefused(String shard) {
    assertThat(table("--shard", shard).status()).isEqualTo(2);
  }

  @Test
  void thereCannotBeMoreShardsThanCells() {
    assertRefused(table("--shard", "16/16"), "there are only 15 cells for 16 shards");
  }

  @Test
  void theComparisonWithRealKernelsIsRunInOnePiece() {
    assertRefused(table("--ground-truth", "--shard", "1/2"), "--ground-truth is run in one piece");
  }

  private static void assertRefused(Invocation invocation, String words) {
    assertThat(invocation.status()).as(invocation.err()).isEqualTo(2);
    assertThat(invocation.err().lines()).hasSize(1);
    assertThat(invocation.err()).contains(words);
  }
}
