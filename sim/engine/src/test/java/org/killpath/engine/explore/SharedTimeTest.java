package org.killpath.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.program.Program;
import org.killpath.engine.program.Programs;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.dpor.SourceDpor;

/** Who needs more than an equal part of the time gets what the others leave. The clock is counted. */
@Timeout(60)
class SharedTimeTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final Program LONG = Programs.teardown();
  private static final List<Program> SUBJECTS = Stream.concat(
          Stream.of(LONG),
          IntStream.range(0, 9)
              .mapToObj(i -> new Program("short" + i, Programs.mutex(2).tasks())))
      .toList();

  /** Each time that somebody looks at the clock a millisecond has gone by. */
  private static List<Result<Program>> explore(Strategy strategy, long most, long millis) {
    final AtomicLong now = new AtomicLong();
    return new Explorer<Program>(
            seed -> strategy.name().equals("dpor") ? new SourceDpor() : new RandomWalk(seed),
            () -> new Controlled(Carriers.best()),
            1,
            new Bounds<>(
                Optional.of(subject -> subject.equals(LONG) ? most : 5),
                Optional.of(Duration.ofMillis(millis))),
            1,
            Progress.none(),
            () -> now.addAndGet(MILLI))
        .explore(SUBJECTS);
  }

  @Test
  void aSampleThatIsOutOfItsPartOfTheTimeGoesOnWhileThereIsTime() {
    final List<Result<Program>> results = explore(new RandomWalk(1), 300, 1000);
    assertThat(results).extracting(Result::coverage).containsOnly(Coverage.SAMPLED);
    assertThat(results).extracting(Result::schedules).startsWith(300L, 5L);
  }

  @Test
  void aSearchThatIsOutOfItsPartOfTheTimeGoesOnWhileThereIsTime() {
    final Result<Program> search = explore(new SourceDpor(), 50, 300).get(0);
    assertThat(search.coverage()).isEqualTo(Coverage.BOUND_REACHED);
    assertThat(search.schedules() + search.cut()).isEqualTo(50);
  }

  @Test
  void whoIsNotFinishedWhenAllTimeIsUpIsSaidToBeCutShort() {
    final List<Result<Program>> results = explore(new RandomWalk(1), 3000, 1000);
    assertThat(results).extracting(Result::coverage).startsWith(Coverage.PARTIAL, Coverage.SAMPLED);
    assertThat(results.get(0).schedules()).isGreaterThan(800);
  }
}
