package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.explore.Result;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.Schedules;

/** The file of expected outcomes, and how a result is held against it. */
class ExpectationsTest {
  private static Expectations read(String... lines) throws IOException {
    return Expectations.read(
        new StringReader(Expectations.HEADER + "\n" + String.join("\n", lines) + "\n"));
  }

  private static Result<Cell> explored(String scenario, String design, long schedules) {
    return new Explorer<>(
            RandomWalk::new,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.<Cell>ofSchedules(schedules),
            1,
            Progress.none())
        .explore(List.of(Schedules.cell(scenario, design)))
        .get(0);
  }

  @Test
  void aCellIsReadWithWhatItMustAndMayShow() throws IOException {
    final Expectations expectations = read(
        "C,upstream,HUNG_RELEASED,HUNG_RELEASED", "A,x,COMPLETED,COMPLETED|DEADLOCK", "B,x,-,-");
    assertThat(expectations.of("A", "x").orElseThrow().must())
        .containsExactly(VhostOutcome.COMPLETED);
    assertThat(expectations.of("A", "x").orElseThrow().may())
        .containsExactlyInAnyOrder(VhostOutcome.COMPLETED, VhostOutcome.DEADLOCK);
    assertThat(expectations.of("B", "x").orElseThrow().isUnreachable()).isTrue();
    assertThat(expectations.of("B", "y")).isEmpty();
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(() -> read("C,upstream,COMPLETED"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 2: 4 columns wanted, 3 found");
    assertThatThrownBy(() -> read("C,upstream,COMPLETED,COMPLETED", "C,x,DEADLOCK,COMPLETED"))
        .hasMessageStartingWith("line 3: what must be seen (DEADLOCK) is not part of");
    assertThatThrownBy(() -> read("C,upstream,COMPLETE,COMPLETED"))
        .hasMessageContaining("line 2: ");
    assertThatThrownBy(() -> read("C,upstream,-,COMPLETED", "C,upstream,-,COMPLETED"))
        .hasMessage("line 3: C x upstream stands there twice");
    assertThatThrownBy(() -> Expectations.read(new StringReader("scenario,design\n")))
        .hasMessage("line 1 must be " + Expectations.HEADER);
  }

  @Test
  void anOutcomeOutsideTheSetIsAnObjection() {
    final Result<Cell> result = explored("D1", "dev-mutex", 5);
    assertThat(new Expectation(Set.of(), Set.of(VhostOutcome.COMPLETED)).objection(result))
        .hasValue("shows DEADLOCK, expected is COMPLETED");
    assertThat(new Expectation(Set.of(), Set.of(VhostOutcome.COMPLETED, VhostOutcome.DEADLOCK))
            .objection(result))
        .isEmpty();
  }

  @Test
  void anOutcomeThatMustComeIsMissedOnlyInALargeSample() {
    final Set<Outcome> both = Set.of(VhostOutcome.COMPLETED, VhostOutcome.DEADLOCK);
    final Expectation expectation = new Expectation(both, both);
    assertThat(expectation.objection(explored("D1", "dev-mutex", 5))).isEmpty();
    assertThat(expectation.objection(explored("D1", "dev-mutex", 200)))
        .hasValue("never shows COMPLETED in 200 schedules");
  }

  @Test
  void anOrderingThatIsReachedAgainstExpectationIsAnObjection() {
    assertThat(Expectation.UNREACHABLE.objection(explored("C", "upstream", 5)))
        .hasValue("the ordering is reached, which was not expected");
  }

  @Test
  void anOrderingThatIsNeverReachedIsAnObjectionOnlyInALargeSample() {
    final Expectation reachable = new Expectation(Set.of(), Set.of(VhostOutcome.COMPLETED));
    assertThat(reachable.objection(explored("scsi-tmf", "kthread", 5))).isEmpty();
    assertThat(reachable.objection(explored("scsi-tmf", "kthread", 50)))
        .hasValue("the ordering is never reached");
    assertThat(Expectation.UNREACHABLE.objection(explored("scsi-tmf", "kthread", 50)))
        .isEmpty();
  }

  @Test
  void aLargeSampleSuggestsWhatItShowed() throws IOException {
    final Result<Cell> result = explored("kill-flush", "dev-mutex", 400);
    final Expectation suggested = Expectation.suggestedBy(result);
    assertThat(suggested.may()).isEqualTo(result.seen());
    assertThat(suggested.must()).contains(VhostOutcome.DEADLOCK);
    assertThat(suggested.objection(result)).isEmpty();
    final String line = Expectations.line(result.subject(), suggested);
    assertThat(read(line).of(result.subject())).hasValue(suggested);
  }

  @Test
  void anExpectationIsWidenedByWhatMayComeNotByWhatMust() {
    final Expectation widened = new Expectation(Set.of(), Set.of(VhostOutcome.COMPLETED))
        .widenedBy(explored("D1", "dev-mutex", 5));
    assertThat(widened.may())
        .containsExactlyInAnyOrder(VhostOutcome.COMPLETED, VhostOutcome.DEADLOCK);
    assertThat(widened.must()).isEmpty();
  }
}
