package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ordering in a file of the user's is explored, tabulated and replayed as any other. */
class OrderingFilesTest {
  private static final Pattern TOKEN =
      Pattern.compile("kp\\d+\\.mine~[0-9a-f]{12}\\.upstream\\.[\\w-]+");

  private static final String MINE = """
      ordering: mine
      device: vsock
      form: staged
      story: an outsider sleeps in a vring ioctl; kill
      actors: [killer, holder]
      pages:
        arg: {backing: userfaultfd}
      tasks:
        - task: holder
          group: outside
          steps:
            - {ioctl: SET_VRING_CALL, vq: rx, second-word: arg}
        - task: killer
          group: apart
          steps:
            - wait: {task: holder, asleep-on: arg}
            - kill: {group: owner}
      """;

  @TempDir
  private Path directory;

  private Path mine;

  @BeforeEach
  void write() throws IOException {
    mine = Files.writeString(directory.resolve("mine.yaml"), MINE);
  }

  private static void refused(Invocation invocation, String message) {
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.err().strip()).isEqualTo("killpath: " + message);
  }

  private String token() {
    final Matcher token =
        TOKEN.matcher(Invocation.of("explore", mine.toString(), "upstream", "--schedules", "5")
            .out());
    assertThat(token.find()).isTrue();
    return token.group();
  }

  @Test
  void exploreTakesTheNameOfAFileWhereAnOrderingIsNamed() {
    final Invocation explored =
        Invocation.of("explore", mine.toString(), "upstream", "--schedules", "5");
    assertThat(explored.status()).as(explored.err()).isZero();
    assertThat(explored.out())
        .startsWith("mine x upstream")
        .contains("HUNG_RELEASED in 100 % (5 of 5)")
        .contains("blocked on vq[0].mutex");
  }

  @Test
  void aFileIsTakenForWhatItIsWhateverItsName() throws IOException {
    final Path other = Files.writeString(directory.resolve("notes"), MINE);
    assertThat(Invocation.of("explore", other.toString(), "kthread", "--schedules", "5")
            .out())
        .startsWith("mine x kthread")
        .contains("COMPLETED in 100 %");
  }

  @Test
  void theTwinOfAFileIsExploredByItsId() {
    final Invocation twin = Invocation.of(
        "explore", "raced-mine", "upstream", "--ordering", mine.toString(), "--schedules", "50");
    assertThat(twin.status()).as(twin.err()).isZero();
    assertThat(twin.out()).contains("HUNG_RELEASED").contains("COMPLETED");
  }

  @Test
  void tableHasARowForEachFileOfAFolderAndItsTwin() throws IOException {
    Files.writeString(directory.resolve("other.yaml"), MINE.replace("mine", "other"));
    Files.writeString(directory.resolve("notes.txt"), "no ordering");
    final Invocation table = Invocation.of(
        "table",
        "--orderings",
        directory.toString(),
        "--designs",
        "upstream,kthread",
        "--schedules",
        "5");
    assertThat(table.status()).as(table.err()).isZero();
    assertThat(table.lines())
        .anyMatch(line -> line.matches("mine +HUNG_RELEASED +COMPLETED"))
        .anyMatch(line -> line.startsWith("raced-mine "))
        .anyMatch(line -> line.matches("other +HUNG_RELEASED +COMPLETED"))
        .noneMatch(line -> line.startsWith("C "));
  }

  @Test
  void rowsOfTheCatalogueCanStandBesideThem() {
    final Invocation table = Invocation.of(
        "table",
        "--ordering",
        mine.toString(),
        "--scenarios",
        "mine,C",
        "--designs",
        "upstream",
        "--schedules",
        "5");
    assertThat(table.lines())
        .anyMatch(line -> line.matches("mine +HUNG_RELEASED"))
        .anyMatch(line -> line.matches("C +HUNG_RELEASED"));
  }

  @Test
  void theTokenReplaysWithItsFile() {
    final Invocation replayed =
        Invocation.of("replay", token(), "--ordering", mine.toString(), "--trace");
    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertThat(replayed.out())
        .contains("HUNG_RELEASED")
        .contains("(staged) holder is blocked on arg")
        .contains(mine + ":16)");
  }

  @Test
  void withoutItsFileATokenIsRefusedAndSaysWhatIsMissing() {
    refused(
        Invocation.of("replay", token()),
        "the token is for scenario mine, which stands in a file of somebody's: name it with"
            + " --ordering FILE");
  }

  @Test
  void withAnotherTextATokenIsRefused() throws IOException {
    final String token = token();
    Files.writeString(mine, MINE + "# something else\n");
    final Invocation replayed = Invocation.of("replay", token, "--ordering", mine.toString());
    assertThat(replayed.status()).isEqualTo(2);
    assertThat(replayed.err())
        .startsWith(
            "killpath: the token is for another text of mine: that of the token has a digest ")
        .hasLineCount(1);
  }

  @Test
  void shardsAreMergedWithTheirFileAlone() throws IOException {
    final String shard = directory.resolve("shard.json").toString();
    final String file = mine.toString();
    Invocation.of(
        "table",
        "--scenarios",
        file,
        "--designs",
        "upstream",
        "--schedules",
        "5",
        "--resume",
        shard);
    refused(
        Invocation.of("merge", shard),
        "the ordering mine stands in a file of somebody's: name it with --ordering FILE");
    assertThat(Invocation.of("merge", shard, "--ordering", file).lines())
        .anyMatch(line -> line.matches("mine +HUNG_RELEASED"));
    Files.writeString(mine, MINE + "# something else\n");
    final Invocation other = Invocation.of("merge", shard, "--ordering", file);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err())
        .startsWith("killpath: the ordering mine is another text here: the digest of the one")
        .hasLineCount(1);
  }

  @Test
  void anIdOfTheCatalogueIsRefused() throws IOException {
    Files.writeString(mine, MINE.replace("mine", "C"));
    refused(
        Invocation.of("explore", mine.toString(), "upstream"),
        mine + ":1:11: found the id C, which another ordering has; expected one that is free");
  }

  @Test
  void twoFilesWithOneIdAreRefused() throws IOException {
    Files.writeString(directory.resolve("second.yaml"), MINE + "# of the same name\n");
    refused(
        Invocation.of("table", "--orderings", directory.toString()),
        directory.resolve("second.yaml")
            + ":1:11: found the id mine, which another ordering has; expected one that is free");
  }

  @Test
  void aMistakeIsSaidWithItsPlaceInOneLine() throws IOException {
    Files.writeString(mine, MINE.replace("vq: rx", "vq: rx2"));
    refused(
        Invocation.of("explore", mine.toString(), "upstream"),
        mine + ":12:37: found 'rx2'; expected one of rx, tx");
  }

  @Test
  void whatIsNoFileIsSaid() {
    refused(
        Invocation.of("explore", directory.resolve("none.yaml").toString(), "upstream"),
        "cannot use " + directory.resolve("none.yaml") + ": there is no such file");
    final Path empty = directory.resolve("mine.yaml").resolveSibling("empty");
    assertThat(empty.toFile().mkdir()).isTrue();
    refused(
        Invocation.of("table", "--orderings", empty.toString()),
        "there is no file that ends in .yaml in " + empty);
  }

  @Test
  void aFileOfAnySizeIsRefusedWithoutReadingItAll() throws IOException {
    Files.writeString(mine, "#".repeat(1 << 20));
    refused(
        Invocation.of("explore", mine.toString(), "upstream"),
        mine + ":1:1: found more than 65536 bytes; expected at most so many: an ordering");
  }

  @Test
  void aWaitThatNeverComesLeavesTheCellEmptyAndIsNamed() throws IOException {
    Files.writeString(mine, MINE.replace("asleep-on: arg", "blocked-on: {mutex: dev}"));
    final Invocation explored =
        Invocation.of("explore", mine.toString(), "upstream", "--schedules", "5");
    assertThat(explored.status()).as(explored.err()).isZero();
    assertThat(explored.out().replaceAll("\\s+", " "))
        .contains("n/a: the design cannot reach this ordering: it never comes about that holder is"
            + " blocked on the held dev.mutex (" + mine + ":16)");
  }

  @Test
  void aKeptSearchGoesOnWithTheSameTextAlone() throws IOException {
    final Path kept = directory.resolve("kept.json");
    final String[] saving = {
      "explore",
      mine.toString(),
      "upstream",
      "--strategy",
      "dpor",
      "--schedules",
      "1",
      "--save",
      kept.toString()
    };
    assertThat(Invocation.of(saving).status()).isZero();
    final String[] going = {
      "explore", mine.toString(), "upstream", "--continue", kept.toString(), "--schedules", "1"
    };
    assertThat(Invocation.of(going).status()).isZero();
    Files.writeString(mine, MINE + "# something else\n");
    final Invocation other = Invocation.of(going);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("it is of mine~").hasLineCount(1);
  }
}
