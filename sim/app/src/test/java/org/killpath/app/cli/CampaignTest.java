package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.lab.campaign.Campaign;
import org.killpath.lab.campaign.CampaignFile;
import org.killpath.lab.campaign.Finished;
import org.killpath.lab.campaign.KeptSighting;
import org.killpath.lab.campaign.file.KeptFile;

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

  private static final KeptFile<CampaignFile> FORM = CampaignFile.FORM;

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

  private static CampaignFile changed(
      CampaignFile file, UnaryOperator<List<Finished>> cells, UnaryOperator<Campaign> campaign) {
    return new CampaignFile(
        campaign.apply(file.campaign()), file.shard(), cells.apply(file.cells()));
  }

  /** Executions that are cut count, too, but a search goes on until one has come to its end. */
  @Test
  void aSearchWhoseFirstExecutionsAreAllCutIsKeptAndTakenUpAgain() {
    final String[] searched = {
      "table",
      "--strategy",
      "dpor",
      "--schedules",
      "1000",
      "--scenarios",
      "C,scsi-kill-attach-elsewhere",
      "--designs",
      "trylock-backoff",
      "--format",
      "csv",
      "--resume",
      file("kept")
    };
    final Invocation first = Invocation.of(searched);
    final Invocation second = Invocation.of(searched);
    assertThat(second.err()).isEmpty();
    assertThat(second.status()).isEqualTo(first.status());
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void whatIsFinishedIsNotRunAgain() throws IOException {
    final Path file = directory.resolve("kept");
    final String first = table("--resume", file.toString(), "--format", "csv").out();
    // Counts that no run would come to: they show again only if the cell is not run again.
    Files.writeString(
        file, FORM.text(changed(FORM.read(file), CampaignTest::shifted, same -> same)));
    assertThat(table("--resume", file.toString(), "--format", "csv").out())
        .isNotEqualTo(first)
        .contains(",1,60,", ",59,60,");
  }

  /** One execution fewer of what is seen most, one more of what is seen least, to its bounds. */
  private static List<Finished> shifted(List<Finished> cells) {
    return cells.stream()
        .map(cell -> new Finished(
            cell.scenario(),
            cell.design(),
            cell.coverage(),
            cell.schedules(),
            cell.missed(),
            cell.missing(),
            cell.cut(),
            cell.shown().size() == 2 ? extreme(cell.shown()) : cell.shown()))
        .toList();
  }

  private static List<KeptSighting> extreme(List<KeptSighting> shown) {
    final KeptSighting one = shown.get(0);
    final KeptSighting other = shown.get(1);
    final long first = one.first() == 0 ? 59 : 1;
    return List.of(
        new KeptSighting(first, one.first() == 0 ? 0 : 59, one.handoffs(), one.token()),
        new KeptSighting(60 - first, one.first() == 0 ? 59 : 0, other.handoffs(), other.token()));
  }

  @Test
  void whatIsMissingFromTheFileIsRun() throws IOException {
    final Path file = directory.resolve("kept");
    final String whole = table("--resume", file.toString(), "--format", "csv").out();
    final Set<Finished> all = Set.copyOf(FORM.read(file).cells());
    Files.writeString(
        file,
        FORM.text(
            changed(FORM.read(file), cells -> cells.subList(0, cells.size() - 2), same -> same)));
    assertThat(table("--resume", file.toString(), "--format", "csv").out()).isEqualTo(whole);
    assertThat(FORM.read(file).cells()).hasSize(15).containsAll(all);
  }

  @Test
  void anEmptyFileIsAsGoodAsNone() throws IOException {
    final Path file = Files.createFile(directory.resolve("kept"));
    assertThat(table("--resume", file.toString()).status()).isZero();
    assertThat(FORM.read(file).cells()).hasSize(15);
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
    assertRefused(merge("text", "a", "nowhere"), "there is no such file");
  }

  @Test
  void shardsOfAnotherModelOrProgramAreRefused() throws IOException {
    run("1/1", "a");
    write("model", campaign -> madeBy(campaign, campaign.version(), 1));
    write("program", campaign -> madeBy(campaign, "killpath 0.9", campaign.model()));
    assertRefused(merge("text", "model"), "model 1; this is");
    assertRefused(merge("text", "program"), "the shards were made by killpath 0.9");
  }

  private void write(String name, UnaryOperator<Campaign> change) throws IOException {
    final CampaignFile file = FORM.read(directory.resolve("a"));
    Files.writeString(directory.resolve(name), FORM.text(changed(file, same -> same, change)));
  }

  private static Campaign madeBy(Campaign campaign, String version, int model) {
    return new Campaign(
        version,
        model,
        campaign.strategy(),
        campaign.seed(),
        campaign.budget(),
        campaign.scenarios(),
        campaign.designs(),
        campaign.own());
  }

  @Test
  void aFileOfAnotherCampaignIsNotGoneOnWith() throws IOException {
    run("1/2", "a");
    final String before = Files.readString(directory.resolve("a"));
    assertRefused(
        table("--shard", "1/2", "--seed", "7", "--resume", file("a")),
        "is of another campaign: seed 1 against seed 7");
    assertRefused(
        Invocation.of(Stream.concat(
                TABLE.stream().map(word -> word.equals("60") ? "70" : word),
                Stream.of("--shard", "1/2", "--resume", file("a")))
            .toArray(String[]::new)),
        "is of another campaign: a budget of 60 schedules against a budget of 70 schedules");
    assertRefused(
        table("--shard", "2/2", "--resume", file("a")), "is of shard 1/2, and not of 2/2");
    assertThat(Files.readString(directory.resolve("a"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{\"campaign\":{}}", "no JSON", "{\"shard\":3}"})
  void whatIsNoCampaignFileIsRefused(String text) throws IOException {
    Files.writeString(directory.resolve("a"), text);
    assertRefused(merge("text", "a"), "it is no campaign file");
    if (!text.isEmpty()) {
      assertRefused(table("--resume", file("a")), "it is no campaign file");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/2", "3/2", "2", "a/b", "1/0", "-1/2"})
  void whatIsNoShardIsRefused(String shard) {
    assertThat(table("--shard", shard).status()).isEqualTo(2);
  }

  @Test
  void thereCannotBeMoreShardsThanCells() {
    assertRefused(table("--shard", "16/16"), "there are only 15 cells for 16 shards");
    assertRefused(
        Invocation.of("table", "--scenarios", "C", "--designs", "upstream", "--shard", "1/2"),
        "there is only 1 cell for 2 shards");
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
