package org.killpath.app.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.lab.cell.Cell;

/** An exploration that has come to rest, as it does where a virtual thread found no memory. */
class SupervisorTest {
  private static final int TICK_MILLIS = 1;

  private final Catalogue catalogue = new Catalogue();
  private final Cell greedy = cell("C");
  private final Cell other = cell("D1");

  private Cell cell(String scenario) {
    return new Cell(catalogue.scenario(scenario), catalogue.design("upstream"));
  }

  private static Result<Cell> result(Cell cell, Throwable thrown) {
    return new Result<>(
        cell,
        "dpor",
        1,
        Coverage.PARTIAL,
        3,
        0,
        Optional.empty(),
        0,
        List.of(),
        Optional.of("schedule 3: " + thrown));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoeverRestsAfterACellWithoutMemoryIsLeftAndWhatIsFinishedIsHad() {
    final Supervisor supervisor = new Supervisor(Progress.none(), TICK_MILLIS);
    final Result<Cell> failed = result(greedy, new OutOfMemoryError("Java heap space"));
    final List<Result<Cell>> results = supervisor.run(
        () -> {
          supervisor.finished(failed);
          await(new CountDownLatch(1));
          return List.of();
        },
        List.of(greedy, other),
        () -> false,
        new RunOptions());
    assertThat(results.get(0)).isEqualTo(failed);
    assertThat(results.get(1).subject()).isEqualTo(other);
    assertThat(results.get(1).failure())
        .contains("an execution that does not go on, for want of memory");
  }

  @Test
  void whoeverGoesOnAfterACellWithoutMemoryIsWaitedFor() {
    final Supervisor supervisor = new Supervisor(Progress.none(), TICK_MILLIS);
    final Result<Cell> failed = result(greedy, new OutOfMemoryError("Java heap space"));
    final Result<Cell> late = result(other, new IllegalStateException());
    final CountDownLatch ticks = new CountDownLatch(200);
    final List<Result<Cell>> results = supervisor.run(
        () -> {
          supervisor.finished(failed);
          await(ticks);
          return List.of(failed, late);
        },
        List.of(greedy, other),
        () -> {
          supervisor.schedules(1);
          ticks.countDown();
          return false;
        },
        new RunOptions());
    assertThat(results).containsExactly(failed, late);
  }
}
