package org.killpath.lab.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.TaskReport.HeldLock;
import org.killpath.engine.judge.TaskReport.WaitedFor;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;

/** What one design shows in one ordering, and how a test says what it expects of that. */
final class ShownBy {
  private static final int STAGED = 60;
  private static final int RACED = 900;

  private final String cell;
  private final Seen seen;

  private ShownBy(String cell, Seen seen) {
    this.cell = cell;
    this.seen = seen;
  }

  /** In some dozens of random schedules: a staged ordering leaves little to chance. */
  static ShownBy staged(String design, String scenario) {
    final Seen seen = Schedules.randomWalk(Schedules.cell(scenario, design), STAGED);
    assertThat(seen.missed()).isZero();
    return new ShownBy(scenario + " x " + design, seen);
  }

  /** In some hundreds of random schedules. */
  static ShownBy raced(String design, String scenario) {
    return new ShownBy(
        scenario + " x " + design,
        Schedules.randomWalk(Schedules.cell(scenario, design), Schedules.count(RACED)));
  }

  /** Every schedule ended like this; its evidence. */
  Shown always(Outcome outcome) {
    assertThat(seen.outcomes()).as(cell + " showed " + seen).containsExactly(outcome);
    return new Shown(seen.one(outcome));
  }

  /** Some schedules ended like this, others did not; the evidence of one that did. */
  Shown sometimes(Outcome outcome) {
    assertThat(seen.outcomes())
        .as(cell + " showed " + seen)
        .contains(outcome)
        .hasSizeGreaterThan(1);
    return new Shown(seen.one(outcome));
  }

  ShownBy only(Outcome... outcomes) {
    assertThat(Set.of(outcomes)).as(cell + " showed " + seen).containsAll(seen.outcomes());
    return this;
  }

  /** One verdict, to be looked at. */
  static final class Shown {
    private final Verdict verdict;
    private final Evidence evidence;

    private Shown(Verdict verdict) {
      this.verdict = verdict;
      this.evidence = verdict.evidence();
    }

    Verdict verdict() {
      return verdict;
    }

    TaskReport task(String role) {
      return evidence.role(role).orElseThrow(() -> new AssertionError("no " + role));
    }

    /** The task is stuck there, in this state, and these hold what it wants. */
    Shown stuck(String role, char state, String function, String on, String... holders) {
      final TaskReport task = task(role);
      assertThat(task.state().shown()).isEqualTo(state);
      assertThat(task.function()).map(CFunction::name).contains(function);
      assertThat(task.waitsFor()).map(WaitedFor::name).contains(on);
      assertThat(task.holders())
          .containsExactlyInAnyOrderElementsOf(
              List.of(holders).stream().map(holder -> task(holder).task()).toList());
      return this;
    }

    Shown holds(String role, String... locks) {
      assertThat(task(role).locks()).extracting(HeldLock::name).containsExactly(locks);
      return this;
    }

    Shown chain(String... roles) {
      assertThat(evidence.chain()).extracting(TaskReport::role).containsExactly(roles);
      return this;
    }

    Shown cycle(String... roles) {
      assertThat(evidence.cycle()).extracting(TaskReport::role).containsExactlyInAnyOrder(roles);
      return this;
    }

    Shown reported(String roles) {
      assertThat(Set.of(evidence.reported().split("\\+", -1)))
          .isEqualTo(Set.of(roles.split("\\+", -1)));
      return this;
    }

    Shown leftBehind(String... roles) {
      assertThat(evidence.leftBehind())
          .extracting(TaskReport::role)
          .containsExactlyInAnyOrder(roles);
      return this;
    }

    Shown finding(Outcome outcome, String phase) {
      assertThat(verdict.findings()).anySatisfy(finding -> {
        assertThat(finding.outcome()).isEqualTo(outcome);
        assertThat(finding.part().title()).isEqualTo(phase);
      });
      return this;
    }

    Shown nothingBut(Outcome outcome) {
      assertThat(verdict.findings()).allMatch(finding -> finding.outcome() == outcome);
      return this;
    }
  }
}
