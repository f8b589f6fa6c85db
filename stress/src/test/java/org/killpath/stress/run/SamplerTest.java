package org.killpath.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.explore.Result;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.stress.Cells;

/** Designs of somebody's own that fail, or wait where no scheduler sees it. */
class SamplerTest {
  private static final Cell OURS = Cells.cell("C", "upstream");

  /** Differs from upstream in its kill handler. */
  private record Planted(String id, Runnable handler) implements Design {
    @Override
    public String proposedBy() {
      return "a test";
    }

    @Override
    public String changes() {
      return "What its handler does.";
    }

    @Override
    public Parts parts(VhostDev dev) {
      return Parts.upstream().withKillHandler((current, worker) -> handler.run());
    }
  }

  private static Cell planted(String id, Runnable handler) {
    return new Cell(ScenarioCatalogue.all().find("C").orElseThrow(), new Planted(id, handler));
  }

  private static void waitForEver() {
    final CountDownLatch never = new CountDownLatch(1);
    while (never.getCount() > 0) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // goes on waiting
      }
    }
  }

  @Test
  @Timeout(60)
  void anExecutionThatDoesNotEndIsAFailureOfItsCellAndNotWaitedFor() {
    final Cell stuck = planted("waits-for-real", SamplerTest::waitForEver);
    final List<Result<Cell>> results =
        new Sampler(1, 5).sample(List.of(OURS, stuck), 20, Duration.ofSeconds(2));
    assertThat(results).filteredOn(result -> result.subject().equals(OURS)).allSatisfy(result -> {
      assertThat(result.schedules()).isEqualTo(20);
      assertThat(result.failure()).isEmpty();
    });
    assertThat(results)
        .filteredOn(result -> result.subject().equals(stuck))
        .singleElement()
        .satisfies(result -> assertThat(result.failure()).contains(Sampler.ENDLESS));
  }

  @Test
  void aCellWhoseFirstInterleavingFailsIsNotForgotten() {
    final Cell fails = planted("throws", () -> {
      throw new IllegalStateException("planted");
    });
    final Drawn drawn = new Drawn();
    new Sampler(1).sample(List.of(OURS, fails), 20, Duration.ofSeconds(30)).forEach(drawn::add);
    assertThat(drawn.of(OURS).flatMap(Result::failure)).isEmpty();
    assertThat(drawn.of(fails).flatMap(Result::failure)).get().asString().contains("planted");
    assertThat(drawn.of(fails).map(Result::schedules)).isEqualTo(Optional.of(0L));
  }
}
