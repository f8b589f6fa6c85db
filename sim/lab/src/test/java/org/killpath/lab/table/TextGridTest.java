package org.killpath.lab.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables as text and as Markdown. */
class TextGridTest {
  private static final Grid GRID = new Grid(
      List.of("ordering", "upstream", "flush-holds-mutex"),
      List.of(
          List.of(
              List.of("C"), List.of("HUNG_RELEASED"), List.of("DEADLOCK 3 %", "COMPLETED 97 %")),
          List.of(List.of("N"), List.of("COMPLETED"), List.of("n/a"))));

  @Test
  void columnsAreAlignedAndLongNamesBrokenAtHyphens() {
    assertThat(new TextGrid(GRID).render(80)).isEqualTo("""
        ordering  upstream       flush-holds-
                                 mutex
        --------  -------------  --------------
        C         HUNG_RELEASED  DEADLOCK 3 %
                                 COMPLETED 97 %
        N         COMPLETED      n/a
        """);
  }

  @Test
  void columnsThatDoNotFitFollowInABlockOfTheirOwnWithTheRowNames() {
    assertThat(new TextGrid(GRID).render(30)).isEqualTo("""
        ordering  upstream
        --------  -------------
        C         HUNG_RELEASED
        N         COMPLETED

        ordering  flush-holds-
                  mutex
        --------  --------------
        C         DEADLOCK 3 %
                  COMPLETED 97 %
        N         n/a
        """);
  }

  @Test
  void anEntryThatIsWiderThanTheTerminalIsBrokenAtItsSpaces() {
    final Grid grid = new Grid(
        List.of("edit", "what changes"),
        List.of(
            List.of(
                List.of("drain-first"),
                List.of(
                    "Runs the work list right after killed := true, then detaches and drains.")),
            List.of(
                List.of("kthread"), List.of("A-name-of-more-than-forty-letters-is-not-broken"))));
    assertThat(new TextGrid(grid).render(60)).isEqualTo("""
        edit         what changes
        -----------  -----------------------------------------------
        drain-first  Runs the work list right after killed := true,
                     then detaches and drains.
        kthread      A-name-of-more-than-forty-letters-is-not-broken
        """);
  }

  @Test
  void markdownKeepsTheLinesOfAnEntryAndEscapesWhatItWouldInterpret() {
    final Grid grid = new Grid(
        List.of("a", "b"),
        List.of(
            List.of(List.of("x|y"), List.of("<b>", "HUNG_RELEASED", "__vhost_worker_flush()"))));
    assertThat(grid.markdown()).isEqualTo("""
        | a | b |
        | --- | --- |
        | x\\|y | &lt;b><br>HUNG_RELEASED<br>\\_\\_vhost_worker_flush() |
        """);
  }
}
