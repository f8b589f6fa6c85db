package org.killpath.app.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.app.cli.Invocation.refused;

import org.junit.jupiter.api.Test;
import org.killpath.app.cli.Invocation;

/** A name that nobody knows is answered with the one that was probably meant, or with where they stand. */
class UnknownNamesTest {
  @Test
  void anUnknownOrderingIsNamedWithTheNearestOne() {
    refused(
        "unknown ordering 'kill-flsh'; did you mean kill-flush?",
        "explore",
        "kill-flsh",
        "upstream");
  }

  @Test
  void anUnknownDesignIsNamedWithTheNearestOne() {
    refused("unknown design 'upstraem'; did you mean upstream?", "explore", "C", "upstraem");
  }

  @Test
  void anUnknownDesignInAListIsNamedToo() {
    refused(
        "unknown design 'dev-mutx'; did you mean dev-mutex?",
        "table",
        "--designs",
        "upstream,dev-mutx");
  }

  @Test
  void aNameThatIsLikeNothingIsAnsweredWithWhereTheyStand() {
    refused(
        "unknown design 'zzzzzzzzzzzzzzzzzzzz'; list names those there are, and list --edits what"
            + " others are made of",
        "explore",
        "C",
        "zzzzzzzzzzzzzzzzzzzz");
    refused(
        "unknown ordering 'zzzzzzzzzzzzzzzzzzzz'; list names those there are",
        "explore",
        "zzzzzzzzzzzzzzzzzzzz",
        "upstream");
  }

  @Test
  void anEditAndASetThatHasANameAreMeantToo() {
    refused("unknown design 'no-slep'; did you mean no-sleep?", "explore", "C", "no-slep");
    refused(
        "unknown design 'copy-before-lok'; did you mean copy-before-lock?",
        "explore",
        "C",
        "copy-before-lok");
  }

  @Test
  void anOrderingIsNoDesign() {
    refused("'upstream' is a design, and no ordering", "explore", "upstream", "C");
    refused("'C' is an ordering, and no design", "explore", "C", "C");
  }

  @Test
  void anUnknownStrategyIsNamedWithTheNearestOne() {
    refused(
        "unknown strategy 'random-wlk'; did you mean random-walk?",
        "explore",
        "C",
        "upstream",
        "--strategy",
        "random-wlk");
  }

  @Test
  void anUnknownCommandIsNamedWithTheNearestOne() {
    refused("Unmatched argument at index 0: 'tabel'; did you mean table?", "tabel");
  }

  @Test
  void anUnknownOptionIsNamedWithTheNearestOne() {
    final Invocation invocation = Invocation.of("table", "--schedule-count", "3");
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err())
        .contains("--schedule-count")
        .contains("did you mean --schedules?")
        .hasLineCount(1);
  }
}
