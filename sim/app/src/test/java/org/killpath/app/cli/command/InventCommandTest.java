package org.killpath.app.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.app.cli.Invocation;

class InventCommandTest {
  private static final List<String> FEW =
      List.of("invent", "--devices", "vsock", "--staged", "1", "--raced", "2", "--edits");
  private static final Pattern TOKEN = Pattern.compile("kp\\d+\\.[\\w-]+\\.[\\w%-]+\\.[\\w-]+");

  private static Invocation invent(String... more) {
    return Invocation.of(
        Stream.concat(FEW.stream(), List.of(more).stream()).toArray(String[]::new));
  }

  @Test
  void theFrontHasACardForEachSetAndTheTokensOfSumsReplay() {
    final Invocation invocation =
        invent("2", "--among", "drain-first,copy-before-lock,flush-items-only");
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out())
        .contains("avoidable", "upstream", "copy-before-lock", "without it", "What no edit")
        .containsPattern("(?m)^[a-z-]+\\+ +\\d+ +\\d+ +2 +\\d+$");
    final Matcher sum = Pattern.compile("kp\\d+\\.[\\w-]+\\.[\\w-]+%2B[\\w%-]+\\.[\\w-]+")
        .matcher(invocation.out());
    assertThat(sum.find()).isTrue();
    final Invocation replayed = Invocation.of("replay", sum.group());
    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertThat(replayed.out()).contains("HUNG");
  }

  @Test
  void theNumberOfThreadsDoesNotShow() {
    final String[] asked = {"2", "--among", "drain-first,kthread,faultless-drain", "--proof", "20"};
    final Invocation one = invent(with(asked, "--threads", "1"));
    assertThat(invent(with(asked, "--threads", "3")).out()).isEqualTo(one.out());
    assertThat(TOKEN.matcher(one.out()).find()).isTrue();
  }

  @Test
  void aSearchGoesOnFromItsFileAndAnotherOneMayUseIt(@TempDir Path directory) throws IOException {
    final Path file = directory.resolve("cells.json");
    final String[] asked = {"1", "--among", "drain-first,copy-before-lock"};
    final Invocation first = invent(with(asked, "--resume", file.toString()));
    assertThat(first.status()).as(first.err()).isZero();
    for (String option : List.of("--resume", "--with")) {
      final Invocation again = invent(with(asked, option, file.toString()));
      assertThat(again.out().replaceAll("\\d+ cells,\\s+\\d+\\s+executions", ""))
          .isEqualTo(first.out().replaceAll("\\d+ cells,\\s+\\d+\\s+executions", ""));
      assertThat(again.out().replaceAll("\\s+", " ")).contains(" 0 cells, 0 executions");
    }
    Files.writeString(file, Files.readString(file).replaceFirst("\"reached\":1", "\"reached\":0"));
    final Invocation damaged = invent(with(asked, "--resume", file.toString()));
    assertThat(damaged.status()).isEqualTo(2);
    assertThat(damaged.err()).contains("its digest does not match").hasLineCount(1);
  }

  @Test
  void howManyEditsASetHasAtLeastIsSaidWithWhatRefutesTheSmallerOnes() {
    final Invocation none = invent("2", "--smallest", "--among", "drain-first,copy-before-lock");
    assertThat(none.status()).as(none.err()).isZero();
    assertThat(none.out()).contains("Every set with fewer than 3 edits").doesNotContain("PARTIAL");
    final Matcher token = TOKEN.matcher(none.out());
    assertThat(token.find()).isTrue();
    assertThat(Invocation.of("replay", token.group()).status()).isZero();

    final Invocation ended = invent("9", "--smallest", "--time", "1ms");
    assertThat(ended.status()).isZero();
    assertThat(ended.out()).contains("PARTIAL", "Nothing was refuted");
  }

  @Test
  void theFrontIsAPictureToo() {
    final Invocation invocation = invent("1", "--among", "copy-before-lock", "--format", "svg");
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out()).startsWith("<svg").contains("<rect", "edits</text>");
  }

  private static String[] with(String[] asked, String... more) {
    return Stream.of(asked, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aSearchThatIsOutOfTimeSaysThatItIsPartial() {
    final Invocation invocation = invent("3", "--time", "1ms");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out()).contains("PARTIAL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 --require drain-frist | unknown edit 'drain-frist'; did you mean drain-first?",
        "1 --require drain-first,kthread | 2 edits are required, and sets may have 1",
        "2 --require drain-first,kthread | no set of edits is left: drain-first and kthread exclude",
        "1 --require drain-first --forbid drain-first | drain-first is both required and forbidden",
        "1 --devices vsok | unknown device 'vsok'; did you mean vsock?",
        "1 --smallest --shard 1/2 | --smallest cannot be done in parts",
        "0 | '0' is not at least 1"
      })
  void badInputIsRefusedInOneLine(String typed, String reason) {
    final Invocation invocation = invent(typed.split(" "));
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err()).contains(reason).hasLineCount(1);
    assertThat(invocation.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kthread+drain-first | under kthread there is no kill handler",
        "drain-first+drain-first | drain-first is named twice",
        "drain-first+magic | unknown edit 'magic'",
        "drain-by-kworker | needs flush-waits-for-drain or no-worker-mutex"
      })
  void aSumThatIsNoDesignIsRefusedWhereverADesignIsNamed(String sum, String reason) {
    for (List<String> command : List.of(
        List.of("explore", "C", sum),
        List.of("table", "--designs", sum),
        List.of("lock-order", sum))) {
      final Invocation invocation = Invocation.of(command.toArray(String[]::new));
      assertThat(invocation.status()).as(String.join(" ", command)).isEqualTo(2);
      assertThat(invocation.err()).contains(reason).hasLineCount(1);
    }
  }

  @Test
  void theTableOfEditsInTheManualIsWhatTheProgramPrints() throws IOException {
    final String page = Files.readString(Path.of("..", "docs", "design-space.md"));
    assertThat(page)
        .contains(Invocation.of("list", "--edits", "--format", "markdown").out());
  }
}
