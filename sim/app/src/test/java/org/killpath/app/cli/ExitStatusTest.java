package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.killpath.app.cli.option.Runs;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;

/** A cell outside its expected set makes exit status 1. */
class ExitStatusTest {
  private static int status(String expectation) throws IOException {
    final Explorer<Cell> explorer = new Explorer<>(
        RandomWalk::new,
        () -> new Controlled(Carriers.best()),
        1,
        Bounds.<Cell>ofSchedules(3),
        1,
        Progress.none());
    final Runs runs =
        new Runs(explorer.explore(List.of(Schedules.cell("C", "upstream"))), Optional.empty());
    return runs.status(
        Expectations.read(new StringReader(Expectations.HEADER + "\n" + expectation + "\n")));
  }

  @Test
  void zeroIfEveryCellIsAsExpected() throws IOException {
    assertThat(status("C,upstream,HUNG_RELEASED,HUNG_RELEASED")).isZero();
  }

  @Test
  void oneIfACellShowsSomethingElse() throws IOException {
    assertThat(status("C,upstream,COMPLETED,COMPLETED")).isEqualTo(1);
  }

  @Test
  void oneIfAnOrderingIsReachedThatWasThoughtUnreachable() throws IOException {
    assertThat(status("C,upstream,-,-")).isEqualTo(1);
  }

  @Test
  void zeroForACellOfWhichNothingIsExpected() throws IOException {
    assertThat(status("C,other,COMPLETED,COMPLETED")).isZero();
  }
}
