package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.search.Trace;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.Schedules;

/**
 * The same seed makes the same schedules, on every JDK and on every kind of carrier: what was
 * recorded here once must come out wherever the tests run.
 *
 * <p>If a change of the model makes this fail, old replay tokens have lost their meaning: raise
 * {@link ModelVersion#CURRENT}, and put the new digest here.
 */
class DeterminismTest {
  private static final int MODEL = 4;
  private static final long GOLDEN = -5630072288501906894L;
  private static final long GOLDEN_TRACE = 271988309872296905L;

  private static final List<Cell> CELLS = List.of(
      Schedules.cell("kill-flush", "upstream"),
      Schedules.cell("kill-flush", "dev-mutex"),
      Schedules.cell("raced-C2", "lock-free-detach"),
      Schedules.cell("raced-D2", "flush-only-drain"),
      Schedules.cell("C", "kthread"));
  private static final int SCHEDULES = 100;

  static Stream<Carriers.Kind> kinds() {
    return Carriers.available().stream();
  }

  @Test
  void theGoldenDigestsAreThoseOfThisModel() {
    assertThat(ModelVersion.CURRENT).isEqualTo(MODEL);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameSeedMakesTheSameStepsAndOutcomes(Carriers.Kind kind) {
    long digest = 0;
    try (Controlled controlled = new Controlled(Carriers.of(kind))) {
      for (Cell cell : CELLS) {
        final Strategy walk = new RandomWalk(cell.seed(1));
        for (Ran<Cell> ran : Search.of(cell, walk).atMost(SCHEDULES).on(controlled)) {
          digest = SplitMix.mix(digest ^ controlled.digest());
          digest = SplitMix.mix(digest ^ textDigest(verdict(ran).summary()));
        }
      }
    }
    assertThat(digest).isEqualTo(GOLDEN);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameScheduleMakesTheSameTrace(Carriers.Kind kind) {
    final Cell cell = Schedules.cell("kill-flush", "dev-mutex");
    final Trace trace = new Trace();
    try (Controlled controlled = new Controlled(Carriers.of(kind))) {
      Search.of(cell, new RandomWalk(1))
          .observed(trace)
          .on(controlled)
          .iterator()
          .next();
    }
    final StringBuilder text = new StringBuilder();
    for (Trace.Step step : trace.steps()) {
      text.append(step.number()).append(step.part()).append(step.actor().task());
      step.function().ifPresent(text::append);
      text.append(step.what());
      step.switched().ifPresent(change -> text.append(change.text()));
      text.append('\n');
    }
    assertThat(textDigest(text.toString())).isEqualTo(GOLDEN_TRACE);
  }

  private static Verdict verdict(Ran<Cell> ran) {
    return ((Ran.Ended<Cell>) ran).verdict();
  }

  private static long textDigest(String text) {
    long digest = 0;
    for (int i = 0; i < text.length(); i++) {
      digest = SplitMix.mix(digest + text.charAt(i));
    }
    return digest;
  }
}
