package org.killpath.app.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.app.report.timeline.Timeline.Column;
import org.killpath.app.report.timeline.Timeline.Hold;
import org.killpath.app.report.timeline.Timeline.Lane;
import org.killpath.app.report.timeline.Timeline.RestColumn;
import org.killpath.app.report.timeline.Timeline.Span;
import org.killpath.app.report.timeline.Timeline.StepColumn;
import org.killpath.app.report.timeline.Timeline.Wait;
import org.killpath.engine.runtime.Part;
import org.killpath.lab.Replayed;

/** An execution laid out in time. */
class TimelineTest {
  private static Timeline timeline(String scenario, String design) {
    return Recorded.of(Replayed.first(scenario, design)).timeline();
  }

  private static Lane lane(Timeline timeline, String role) {
    return timeline.lanes().stream()
        .filter(lane -> lane.actor().role().equals(role))
        .findFirst()
        .orElseThrow();
  }

  private static int firstRest(Timeline timeline) {
    return IntStream.range(0, timeline.columns().size())
        .filter(column -> timeline.columns().get(column) instanceof RestColumn)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Span> spanAt(Lane lane, int column) {
    return lane.spans().stream()
        .filter(span -> span.from() <= column && column < span.to())
        .findFirst();
  }

  @Test
  void whenAllIsAtRestTheWorkerIsBlockedOnTheLockThatTheSleepingHolderHas() {
    final Timeline timeline = timeline("C", "upstream");
    final int rest = firstRest(timeline);
    assertThat(spanAt(lane(timeline, "worker"), rest)).hasValueSatisfying(span -> {
      assertThat(span.activity()).isEqualTo(Activity.BLOCKED);
      assertThat(span.on()).hasValue("vq[0].mutex");
    });
    assertThat(spanAt(lane(timeline, "holder"), rest).map(Span::activity))
        .hasValue(Activity.ASLEEP);
    assertThat(lane(timeline, "holder").holds())
        .anyMatch(hold -> hold.lock().equals("vq[0].mutex")
            && hold.from() < rest
            && hold.to() > rest
            && hold.at().equals(Optional.of("vhost_vring_ioctl")));
  }

  @Test
  void arrowsAtRestLeadFromTheWorkerToTheHolderAndOnToTheOutsideWorld() {
    final Timeline timeline = timeline("C", "upstream");
    final RestColumn rest = (RestColumn) timeline.columns().get(firstRest(timeline));
    final int worker = timeline.lanes().indexOf(lane(timeline, "worker"));
    final int holder = timeline.lanes().indexOf(lane(timeline, "holder"));
    assertThat(rest.waits())
        .containsExactlyInAnyOrder(
            new Wait(worker, Optional.of(holder), "vq[0].mutex"),
            new Wait(holder, Optional.empty(), "user page"));
    assertThat(timeline.waitsForTheOutside()).isTrue();
  }

  @Test
  void theKillIsMarkedOnceAndTheLanesOfTheGroupAreMarked() {
    final Timeline timeline = timeline("C", "upstream");
    final List<StepColumn> kills = timeline.columns().stream()
        .filter(StepColumn.class::isInstance)
        .map(StepColumn.class::cast)
        .filter(column -> column.killed().isPresent())
        .toList();
    assertThat(kills).singleElement().satisfies(kill -> {
      assertThat(kill.killed()).hasValue("group 38");
      assertThat(kill.step().actor().role()).isEqualTo("killer");
    });
    assertThat(timeline.lanes().stream()
            .filter(Lane::killed)
            .map(lane -> lane.actor().role()))
        .containsExactlyInAnyOrder("owner", "worker");
  }

  /** In F the holder gets a signal that does not kill. */
  @Test
  void aSignalThatIsHandledIsNoKill() {
    assertThat(timeline("F", "upstream").columns().stream()
            .filter(StepColumn.class::isInstance)
            .map(StepColumn.class::cast)
            .map(StepColumn::killed)
            .flatMap(Optional::stream))
        .containsExactly("group 38");
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({
    "C, upstream",
    "F, upstream",
    "kill-flush, dev-mutex",
    "D2, kthread",
    "scsi-S2, upstream",
    "net-C, lock-free-detach",
    "C, trylock-backoff"
  })
  void eachStepBelongsToTheOneTaskThatRunsAndNoLockIsHeldTwice(String scenario, String design) {
    final Timeline timeline = timeline(scenario, design);
    for (int column = 0; column < timeline.columns().size(); column++) {
      final int at = column;
      final List<Lane> running = timeline.lanes().stream()
          .filter(lane -> spanAt(lane, at)
              .filter(span -> span.activity() == Activity.RUNNING)
              .isPresent())
          .toList();
      final Column shown = timeline.columns().get(column);
      if (shown instanceof StepColumn step) {
        assertThat(running).extracting(Lane::actor).containsExactly(step.step().actor());
        assertThat(step.part()).isNotEqualTo(Part.SET_UP);
      } else {
        assertThat(running).isEmpty();
      }
    }
    for (String lock : timeline.locks()) {
      final List<Hold> holds = timeline.lanes().stream()
          .flatMap(lane -> lane.holds().stream())
          .filter(hold -> hold.lock().equals(lock))
          .sorted(java.util.Comparator.comparingInt(Hold::from))
          .toList();
      for (int i = 1; i < holds.size() && !scenario.startsWith("scsi"); i++) {
        assertThat(holds.get(i).from()).isGreaterThanOrEqualTo(holds.get(i - 1).to());
      }
    }
  }

  @Test
  void theSetUpIsFoldedAway() {
    final Recorded recorded = Recorded.of(Replayed.first("C", "upstream"));
    final Timeline timeline = recorded.timeline();
    final long shown =
        timeline.columns().stream().filter(StepColumn.class::isInstance).count();
    assertThat(timeline.folded()).isPositive();
    assertThat(timeline.folded() + shown)
        .isEqualTo(recorded.recorder().trace().steps().size());
  }
}
