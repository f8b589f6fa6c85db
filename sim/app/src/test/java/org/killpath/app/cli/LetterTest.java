package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A mail about a run. */
class LetterTest {
  private static final Pattern TOKEN = Pattern.compile("kp\\d+(?:\\.[\\w-]+){2}\\.[\\w-]+");

  private static Invocation letter(String... arguments) {
    final List<String> all = new ArrayList<>(List.of("letter"));
    all.addAll(List.of(arguments));
    return Invocation.of(all.toArray(String[]::new));
  }

  @Test
  void noLineIsWiderThan72Columns() {
    final Invocation invocation =
        letter("C", "D1", "kill-flush", "scsi-S2", "--schedules", "10", "--seed", "3");
    assertThat(invocation.lines())
        .hasSizeGreaterThan(100)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
  }

  @Test
  void anAnswerSaysWhatChangesWhereWhatThatCuresAndWhatWouldRefuteIt() {
    final Invocation invocation =
        letter("--answer", "copy-before-lock", "--schedules", "2", "--proof", "6");
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
    assertThat(invocation.out())
        .startsWith("Subject: [RFC] vhost: ")
        .contains(
            "vhost_vring_ioctl()  copy-before-lock",
            "without copy-before-lock:",
            "The hang",
            "What it does not cure",
            "- BF, B-frozen, raced-BF, raced-B-frozen: holder",
            "What would refute it")
        .containsPattern("How sure: [1-9]\\d* of \\d+ cells in every interleaving");
  }

  @Test
  void anAnswerIsASetOfEditsAndAboutAllOrderings() {
    assertThat(letter("--answer", "no-slip").status()).isEqualTo(2);
    assertThat(letter("C", "--answer", "no-sleep").status()).isEqualTo(2);
    assertThat(letter("C", "--proof", "6").status()).isEqualTo(2);
  }

  @Test
  void itBeginsWithASubjectAndSaysWhatWasTyped() {
    final Invocation invocation =
        letter("C", "--designs", "upstream,lock-free-detach", "--schedules", "20");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.lines().get(0))
        .isEqualTo("Subject: vhost: SIGKILL teardown: 1 of 2 cells does not complete");
    assertThat(invocation.out())
        .containsPattern(
            "  \\$ killpath letter C --designs upstream,lock-free-detach\\s+--schedules\\s+20\n")
        .contains("2 cells sampled: 20 schedules each, random-walk, seed 1.")
        .containsPattern("upstream +HUNG_RELEASED\n")
        .containsPattern("lock-free-detach +COMPLETED\n");
  }

  @Test
  void everyTokenInItReplaysToTheOutcomeThatItStandsFor() {
    final String text = letter(
            "C", "D1", "--designs", "upstream,dev-mutex,drain-first", "--schedules", "20")
        .out();
    final List<String> tokens =
        TOKEN.matcher(text).results().map(MatchResult::group).toList();
    assertThat(tokens).hasSize(4);
    for (String token : tokens) {
      final String[] cell = token.split("\\.", -1);
      assertThat(Invocation.of("replay", token).lines().get(0))
          .startsWith(cell[1] + " x " + cell[2] + ": ")
          .endsWith(cell[1].equals("D1") ? "DEADLOCK" : "HUNG_RELEASED");
    }
  }

  @Test
  void theStepsThatMatterStandInItAndWhereEverybodyIsAtTheEnd() {
    assertThat(letter("C", "--designs", "upstream", "--schedules", "20").out())
        .containsPattern("\\d+  holder    vhost_vring_ioctl\\(\\): locks vq\\[0\\].mutex")
        .containsPattern("\\d+  killer    signals group")
        .containsPattern("rest  worker    D in vhost_worker_killed\\(\\): vq\\[0\\].mutex, held by")
        .containsPattern("\\d+\\s+steps of others");
  }

  @Test
  void designsThatBehaveAlikeShareARow() {
    final String text = letter(
            "C", "--designs", "upstream,drain-first,dev-mutex", "--schedules", "20")
        .out();
    assertThat(text.split("HUNG_RELEASED\n", -1)).hasSizeLessThan(7);
    assertThat(text).contains("upstream     HUNG_RELEASED\ndrain-first\ndev-mutex\n");
  }

  @Test
  void aSampleIsOpenAndASearchThatCameToItsEndIsNot() {
    assertThat(letter("C", "--designs", "upstream", "--schedules", "20").out())
        .contains("1 of 1 cells are samples", "--strategy");
    assertThat(letter("C", "--designs", "upstream", "--strategy", "dpor").out())
        .contains("exhaustive: all traces")
        .doesNotContain("are samples", "up to a bound");
  }

  @Test
  void aHangThatNobodyReportsAndAHolderThatRunsAreNamedAsOpen() {
    assertThat(letter("E2", "--designs", "upstream", "--schedules", "20").out())
        .contains("The watchdog reports nobody in E2 x upstream");
    assertThat(letter("F", "--designs", "upstream", "--schedules", "20").out())
        .containsPattern("In F x upstream somebody loops in the\\s+kernel \\(R\\)");
    assertThat(letter("C", "--designs", "upstream", "--schedules", "20").out())
        .doesNotContain("reports nobody in", "somebody loops");
  }

  @Test
  void aRunInWhichAllCompletesSaysSo() {
    assertThat(letter("B", "--designs", "upstream", "--schedules", "20").out())
        .startsWith("Subject: vhost: SIGKILL teardown: 0 of 1 cell do not complete")
        .doesNotContain("replay --trace");
  }

  @Test
  void aLetterAboutNothingIsBadInput() {
    final Invocation invocation = letter();
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err()).contains("Name one ordering or more").hasLineCount(1);
  }
}
