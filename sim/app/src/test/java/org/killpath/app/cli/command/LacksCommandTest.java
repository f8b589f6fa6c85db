package org.killpath.app.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.app.cli.Invocation;

class LacksCommandTest {
  private static final Pattern WITHOUT =
      Pattern.compile("replay +(kp\\d+\\.[\\w.%-]+)\\s+without it");

  private static Invocation lacks(String... asked) {
    return Invocation.of(Stream.concat(
            Stream.of("lacks", "--devices", "vsock", "--staged", "1", "--raced", "5"),
            Stream.of(asked))
        .toArray(String[]::new));
  }

  @Test
  void whatIsMissingIsNamedAndWhatHappensWithoutItIsReplayed() {
    final Invocation invocation =
        lacks("drain-first", "--proof", "5", "--forbid", "kthread", "--edits", "9");
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out().replaceAll("\\s+", " "))
        .startsWith("drain-first lacks ")
        .contains(
            "faults-elsewhere",
            "With them no avoidable hang and nothing else bad was seen.",
            "Every set with drain-first in it and fewer than",
            "What is missing (",
            "What is there (1)")
        .doesNotContain("PARTIAL", "Without it the set is no design");
    final Matcher without = WITHOUT.matcher(invocation.out());
    int replayed = 0;
    while (without.find()) {
      final Invocation replay = Invocation.of("replay", without.group(1));
      assertThat(replay.status()).as(without.group(1)).isZero();
      assertThat(replay.out()).doesNotContain("COMPLETED");
      replayed++;
    }
    assertThat(replayed).isGreaterThan(2);
  }

  @Test
  void aChangeThatLacksNothingIsToldSo() {
    final Invocation invocation = lacks("no-sleep", "--proof", "1");
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out()).contains("lacks nothing").doesNotContain("What is missing");
  }

  @Test
  void ifFewerEditsAreAllowedThanAreMissingThatIsProven() {
    final Invocation invocation = lacks("upstream", "--edits", "1");
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out().replaceAll("\\s+", " "))
        .startsWith("Every set with fewer than 2 edits leaves an avoidable hang")
        .doesNotContain("lacks ");
  }

  @Test
  void aSearchThatIsOutOfTimeSaysThatItIsPartial() {
    final Invocation invocation = lacks("upstream", "--time", "1ms");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out()).contains("PARTIAL", "Nothing was refuted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drain-frist | unknown design 'drain-frist'; did you mean drain-first?",
        "drain-first --forbid drain-first | drain-first is in drain-first and forbidden",
        "no-sleep --edits 3 | no-sleep has 9 edits, and sets may have 3",
        "kthread+drain-first | under kthread there is no kill handler",
      })
  void badInputIsRefusedInOneLine(String typed, String reason) {
    final Invocation invocation = lacks(typed.split(" "));
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err()).contains(reason).hasLineCount(1);
    assertThat(invocation.out()).isEmpty();
  }

  @Test
  void asMarkdownItSaysTheSame() {
    final Invocation invocation =
        lacks("copy-before-lock", "--edits", "1", "--proof", "1", "--format", "markdown");
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out()).contains("copy-before-lock", "killpath replay kp");
  }
}
