package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Trace;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.Schedules;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Exploring many cells side by side comes to the same as one after the other. */
@Timeout(120)
class ExplorerTest {
  private static final List<Cell> CELLS = List.of(
      Schedules.cell("kill-flush", "dev-mutex"),
      Schedules.cell("C", "upstream"),
      Schedules.cell("raced-C2", "upstream"),
      Schedules.cell("kill-flush", "flush-holds-mutex"),
      Schedules.cell("raced-D1", "drain-first"));

  private static Explorer<Cell> explorer(long seed, Bounds<Cell> bounds, int threads) {
    return new Explorer<>(
        RandomWalk::new,
        () -> new Controlled(Carriers.best()),
        seed,
        bounds,
        threads,
        Progress.none());
  }

  private static List<Result<Cell>> explore(List<Cell> cells, long seed, int threads) {
    return explorer(seed, Bounds.ofSchedules(100), threads).explore(cells);
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    final List<Result<Cell>> alone = explore(CELLS, 5, 1);
    assertThat(alone).extracting(Result::subject).isEqualTo(CELLS);
    assertThat(explore(CELLS, 5, 2)).isEqualTo(alone);
    assertThat(explore(CELLS, 5, 16)).isEqualTo(alone);
  }

  @Test
  void aCellComesToTheSameWhateverElseIsExplored() {
    final List<Result<Cell>> together = explore(CELLS, 5, 2);
    for (int i = 0; i < CELLS.size(); i++) {
      assertThat(explore(List.of(CELLS.get(i)), 5, 1)).containsExactly(together.get(i));
    }
  }

  @Test
  void anotherSeedMakesOtherSchedules() {
    assertThat(explore(CELLS, 6, 1)).isNotEqualTo(explore(CELLS, 5, 1));
  }

  @Test
  void everySightingReplaysToItsVerdict() {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Result<Cell> result : explore(CELLS, 1, 2)) {
        assertThat(result.sightings()).isNotEmpty();
        for (Sighting<Cell> sighting : result.sightings()) {
          assertThat(sighting.schedule().replay(controlled, new Trace()))
              .isEqualTo(sighting.verdict());
        }
      }
    }
  }

  @Test
  void countsAddUpAndTheWorstComesFirst() {
    for (Result<Cell> result : explore(CELLS, 1, 2)) {
      assertThat(result.coverage()).isEqualTo(Coverage.SAMPLED);
      assertThat(result.schedules()).isEqualTo(100);
      assertThat(result.sightings().stream().mapToLong(Sighting::count).sum()).isEqualTo(100);
      assertThat(result.sightings().get(0).verdict().outcome())
          .isEqualTo(result.seen().stream().max(Outcome.MILDEST_FIRST).orElseThrow());
    }
  }

  @Test
  void aStoppedRunReturnsWhatItHas() {
    final AtomicInteger reports = new AtomicInteger();
    final AtomicReference<Explorer<Cell>> self = new AtomicReference<Explorer<Cell>>();
    final Explorer<Cell> explorer = new Explorer<>(
        RandomWalk::new,
        () -> new Controlled(Carriers.best()),
        1,
        Bounds.ofSchedules(Long.MAX_VALUE),
        2,
        new Progress<>() {
          @Override
          public void schedules(long more) {
            if (reports.incrementAndGet() == 3) {
              self.get().stop();
            }
          }
        });
    self.set(explorer);
    final List<Result<Cell>> results = explorer.explore(CELLS);
    assertThat(results).extracting(Result::subject).isEqualTo(CELLS);
    assertThat(results).extracting(Result::coverage).contains(Coverage.PARTIAL);
    assertThat(results).extracting(Result::coverage).isSubsetOf(Coverage.PARTIAL, Coverage.NOT_RUN);
    assertThat(results).anySatisfy(result -> assertThat(result.schedules()).isPositive());
  }

  @Test
  void aTimeBudgetGivesEachCellAPart() {
    final Bounds<Cell> bounds = new Bounds<>(Optional.empty(), Optional.of(Duration.ofMillis(500)));
    assertThat(explorer(1, bounds, 2).explore(CELLS)).allSatisfy(result -> {
      assertThat(result.coverage()).isEqualTo(Coverage.TIMED);
      assertThat(result.schedules()).isPositive();
    });
  }

  @Test
  void aSearchThatIsOverSaysSoAndAnInterruptedOneDoesNot() {
    final List<Cell> cells = List.of(Schedules.cell("raced-E1", "upstream"));
    final Explorer<Cell> whole = new Explorer<>(
        seed -> new SourceDpor(),
        () -> new Controlled(Carriers.best()),
        1,
        Bounds.ofSchedules(100_000),
        1,
        Progress.none());
    final Result<Cell> all = whole.explore(cells).get(0);
    assertThat(all.coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(all.schedules()).isPositive();
    final Explorer<Cell> part = new Explorer<>(
        seed -> new SourceDpor(),
        () -> new Controlled(Carriers.best()),
        1,
        Bounds.ofSchedules(all.schedules() - 1),
        1,
        Progress.none());
    assertThat(part.explore(cells).get(0).coverage()).isEqualTo(Coverage.BOUND_REACHED);
  }

  @Test
  void aModelThatFailsSpoilsItsOwnCellOnly() {
    final Cell broken = new Cell(Schedules.cell("C", "upstream").scenario(), new BrokenDesign());
    final List<Result<Cell>> results = explore(List.of(CELLS.get(0), broken, CELLS.get(1)), 5, 1);
    assertThat(results.get(1).failure().orElseThrow()).contains("broken on purpose");
    assertThat(results.get(0)).isEqualTo(explore(List.of(CELLS.get(0)), 5, 1).get(0));
    assertThat(results.get(2)).isEqualTo(explore(List.of(CELLS.get(1)), 5, 1).get(0));
  }

  @Test
  void anExceptionInTheMiddleOfAnExecutionIsAFailureToo() {
    final List<Carriers> made = new ArrayList<>();
    final Explorer<Cell> explorer = new Explorer<>(
        seed -> new Strategy() {
          private int asked;

          @Override
          public String name() {
            return "broken";
          }

          @Override
          public boolean begin(long execution) {
            return true;
          }

          @Override
          public int choose(Ready ready) {
            if (++asked == 40) {
              throw new IllegalStateException("broken in the middle");
            }
            return 0;
          }

          @Override
          public void end(List<Task> tasks) {
            // never asked
          }
        },
        () -> {
          final Carriers carriers = Carriers.best();
          made.add(carriers);
          return new Controlled(carriers);
        },
        1,
        Bounds.ofSchedules(5),
        1,
        Progress.none());
    assertThat(explorer.explore(CELLS))
        .extracting(result -> result.failure().orElse(""))
        .allMatch(failure -> failure.contains("broken in the middle"));
    assertThat(made)
        .as("each failure has another set of threads follow, and none is left open")
        .hasSize(CELLS.size() + 1)
        .allSatisfy(
            carriers -> assertThatThrownBy(carriers::take).hasMessage("carriers are closed"));
  }

  private static final class BrokenDesign implements Design {
    @Override
    public String id() {
      return "broken";
    }

    @Override
    public String proposedBy() {
      return "nobody";
    }

    @Override
    public String changes() {
      return "everything";
    }

    @Override
    public Parts parts(VhostDev dev) {
      throw new IllegalStateException("broken on purpose");
    }
  }
}
