package org.killpath.lab.design.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

class DesignSpaceTest {
  private static final DesignSpace SPACE = DesignSpace.all();
  private static final DesignCatalogue DESIGNS = DesignCatalogue.all();

  @Test
  void aSumIsTheSameDesignInWhateverOrderItIsWritten() {
    final EditedDesign sum = SPACE.parse("trylock-backoff+drop-worker-mutex");
    assertThat(sum.id()).isEqualTo("drop-worker-mutex+trylock-backoff");
    assertThat(SPACE.parse(sum.id()).edits()).isEqualTo(sum.edits());
    assertThat(sum.proposedBy())
        .isEqualTo("discussion of the hang; code review of the hang (claim C9)");
  }

  @ParameterizedTest
  @CsvSource({
    "lock-free-detach+flush-items-only, flush-only-drain",
    "flush-items-only+killable-vsock-handlers+no-worker-mutex, no-mutex-handler",
    "flush-only-drain+killable-vsock-handlers, killable-datapath",
    "killable-vsock-handlers, upstream-killable",
    "kthread, kthread"
  })
  void aSetThatHasANameOfItsOwnIsThatDesign(String sum, String name) {
    assertThat(SPACE.parse(sum).id()).isEqualTo(name);
    assertThat(DESIGNS.find(sum).map(Design::id)).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trylock-backoff+lock-free-detach | trylock-backoff and lock-free-detach exclude each other:"
            + " both change how a killed worker is taken off its virtqueues",
        "kthread+drain-first | kthread and drain-first exclude each other: under kthread there is no"
            + " kill handler, of which drain-first changes a part",
        "drain-first+drain-first | drain-first is named twice",
        "lock-free-detach+killable-datapath | lock-free-detach is named twice, by killable-datapath",
        "drain-first+magic | 'magic' is no edit",
        "drain-first+ | '' is no edit",
        "upstream+drain-first | upstream is what edits change, and no edit",
        "drain-by-kworker | drain-by-kworker needs flush-waits-for-drain or no-worker-mutex"
      })
  void aSetThatIsNoDesignIsRefusedWithTheReason(String sum, String reason) {
    assertThatThrownBy(() -> SPACE.parse(sum)).isInstanceOf(BadSum.class).hasMessage(reason);
    assertThat(DESIGNS.find(sum)).isEmpty();
  }

  @Test
  void everyColumnOfTheTableIsAPointOfTheSpace() {
    assertThat(DESIGNS.designs()).allSatisfy(design -> {
      assertThat(design).isInstanceOf(EditedDesign.class);
      assertThat(SPACE.of(((EditedDesign) design).edits()).id()).isEqualTo(design.id());
    });
  }

  @Test
  void exclusionsAreMutualAndEveryEditChangesSomething() {
    for (Edit one : SPACE.edits()) {
      assertThat(one.places()).as(one.id()).isNotEmpty();
      assertThat(one.functions()).as(one.id()).isNotEmpty();
      for (Edit other : SPACE.edits()) {
        assertThat(one.clashWith(other).isEmpty())
            .as("%s and %s", one, other)
            .isEqualTo(other.clashWith(one).isEmpty());
      }
    }
  }

  /** An edit whose steps are upstream's everywhere would be none. */
  @Test
  void everyEditIsNoticedInSomeOrdering() {
    final Set<String> unnoticed = new HashSet<>();
    final List<Scenario> scenarios = ScenarioCatalogue.all().scenarios();
    final Map<CellId, Long> plain = new HashMap<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Edit edit : SPACE.edits()) {
        final String needed = edit.needs().stream().sorted().findFirst().orElse("");
        final Design without =
            SPACE.named(needed.isEmpty() ? "upstream" : needed).orElseThrow();
        final Design with = SPACE.parse(needed.isEmpty() ? edit.id() : edit.id() + "+" + needed);
        if (scenarios.stream()
            .allMatch(scenario -> Schedules.steps(new Cell(scenario, with), controlled)
                == stepsOnce(new Cell(scenario, without), controlled, plain))) {
          unnoticed.add(edit.id());
        }
      }
    }
    assertThat(unnoticed).isEqualTo(KernelVersions.UNSEEN);
  }

  /** The steps of a cell that many others are compared with. */
  private static long stepsOnce(Cell cell, Controlled controlled, Map<CellId, Long> known) {
    return known.computeIfAbsent(cell.cellId(), unknown -> Schedules.steps(cell, controlled));
  }

  @Test
  void everyPairIsADesignThatRunsOrIsRefusedWithAReason() {
    final List<String> refused = new ArrayList<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Edit one : SPACE.edits()) {
        for (Edit other : SPACE.edits().subList(0, SPACE.edits().indexOf(one))) {
          final List<Edit> pair = List.of(other, one);
          SPACE
              .fault(pair)
              .ifPresentOrElse(
                  refused::add,
                  () ->
                      Schedules.steps(Schedules.cell("raced-C", SPACE.of(pair).id()), controlled));
        }
      }
    }
    assertThat(refused).isNotEmpty().noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @CsvSource({"faultless-drain", "rearm-sigkill", "flush-items-only"})
  void aDrainThatDoesNotFaultLetsTheWorkerDieThatUpstreamKeeps(String edit) {
    assertThat(Schedules.randomWalk(Schedules.cell("E2", "upstream"), 20).outcomes())
        .isNotEmpty()
        .allMatch(Outcome::isHang);
    assertThat(Schedules.randomWalk(Schedules.cell("E2", edit), 20).outcomes())
        .containsExactly(VhostOutcome.COMPLETED);
  }

  @Test
  void copyingBeforeTheLockLetsTheHandlerPassAHolderThatSleepsInItsCopy() {
    assertThat(Schedules.randomWalk(Schedules.cell("raced-C", "upstream"), 200).outcomes())
        .anyMatch(Outcome::isHang);
    assertThat(Schedules.randomWalk(Schedules.cell("raced-C", "copy-before-lock"), 200)
            .outcomes())
        .containsExactly(VhostOutcome.COMPLETED);
  }
}
