package org.killpath.lab.invent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.invent.SmallSpace.SPACE;
import static org.killpath.lab.invent.SmallSpace.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.CellTokens;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

@Timeout(300)
class CuresTest {
  private static Lack lackOf(String proposal, String... orderings) {
    return new Cures(SPACE, scenarios(orderings), measuring(1), 3, 30)
        .lackOf(SPACE.named(proposal).orElseThrow())
        .orElseThrow();
  }

  private static List<Scenario> scenarios(String... orderings) {
    return List.of(orderings).stream()
        .map(id -> ScenarioCatalogue.all().find(id).orElseThrow())
        .toList();
  }

  private static Verdict replayed(String token) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return CellTokens.parse(
              token,
              ScenarioCatalogue.all()::find,
              sum ->
                  SPACE.named(sum).<Design>map(set -> set).or(() -> Optional.of(SPACE.parse(sum))))
          .schedule()
          .replay(controlled, StepObserver.NONE);
    }
  }

  @Test
  void whatAProposalLacksIsWhatASmallestKnownCureAddsAndEachPartOfItIsToldByAReplay() {
    final Lack lack = lackOf("trylock-backoff", "C", "C-set-running", "D2", "K", "T-stop");
    final EditedDesign whole = lack.whole();
    assertThat(lack.left()).isEmpty();
    assertThat(whole.edits()).containsAll(lack.proposal().edits());
    assertThat(lack.missing().stream().map(Need::edit).toList())
        .isEqualTo(whole.edits().stream()
            .filter(edit -> !lack.proposal().edits().contains(edit))
            .toList());
    final List<Need> told = lack.missing().stream()
        .filter(need -> need.finding() == Need.Finding.WORSE)
        .toList();
    assertThat(told.stream().map(need -> need.edit().id()))
        .contains(
            "copy-before-dev-mutex", "access-before-lock", "faults-elsewhere", "vsock-backlog");
    assertThat(told)
        .allSatisfy(
            need -> assertThat(replayed(need.words()).outcome().isFailure()).isTrue());
  }

  @Test
  void aProposalThatNoKnownCureHasInItIsSaidToBeBadWithAllOfThem() {
    final Lack lack = lackOf("dev-mutex", "C", "D1", "kill-flush");
    assertThat(lack.left()).isPresent();
    assertThat(replayed(lack.left().orElseThrow()).outcome().isFailure()).isTrue();
  }

  /**
   * Twelve orderings are measured at a time: only a cure for the first ones comes on, to one in which it
   * is bad, and the ordering that one of its edits is for is among the last.
   */
  @Test
  void whatItIsComparedInIsNotOnlyWhatWasMeasuredUntilItWasBad() {
    final List<String> rows =
        new ArrayList<>(List.of("T-stop", "C2-set-running", "D2", "K", "C2", "scsi-hot-plug"));
    final List<String> others = ScenarioCatalogue.all().scenarios().stream()
        .filter(Scenario::isStaged)
        .map(Scenario::id)
        .filter(id -> !rows.contains(id))
        .limit(17)
        .toList();
    rows.addAll(others);
    rows.add(12, "scsi-kill-free-worker");
    rows.add("net-zero-copy-release");
    final Lack lack = lackOf("deferred-detach", rows.toArray(String[]::new));
    assertThat(lack.left()).isPresent();
    assertThat(lack.missing())
        .filteredOn(need -> need.edit().id().equals("zerocopy-queues-first"))
        .singleElement()
        .satisfies(need -> assertThat(need.finding()).isEqualTo(Need.Finding.WORSE));
  }

  @Test
  void aProposalThatCuresAllThereIsLacksNothing() {
    final Lack lack = lackOf("lock-free-detach", "C");
    assertThat(lack.whole()).isEqualTo(lack.proposal());
    assertThat(lack.missing()).isEmpty();
    assertThat(lack.left()).isEmpty();
  }

  @Test
  void whereNobodyProposedAnythingTheWholeCureIsMissing() {
    final Lack lack = lackOf("upstream", "C", "raced-C", "D1");
    assertThat(lack.left()).isEmpty();
    assertThat(lack.missing()).hasSameSizeAs(lack.whole().edits()).isNotEmpty();
  }

  @Test
  void nothingIsSaidIfTheUserHasEnoughBefore() {
    final Cures cures = new Cures(
        SPACE,
        ScenarioCatalogue.all().scenarios(),
        (trials, strategy, schedules) -> List.of(),
        1,
        1);
    assertThat(cures.lackOf(SPACE.named("kthread").orElseThrow())).isEmpty();
  }
}
