package org.killpath.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.DEADLOCK;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.Cell;
import org.killpath.stress.Cells;
import org.killpath.stress.fork.Plan;
import org.killpath.stress.fork.Rota;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.Known;

class NeedTest {
  private static final Cell STAGED = Cells.cell("C", "upstream");
  private static final Cell RACE = Cells.cell("kill-flush", "dev-mutex");
  private static final Cell RACE_ON_NET = Cells.cell("net-kill-flush", "dev-mutex");
  private static final Known BOTH = Cells.proven(COMPLETED, DEADLOCK);

  private static CellReport completed(Cell cell, Known known, long worlds) {
    return Cells.free(cell, known, worlds == 0 ? Map.of() : Map.of("COMPLETED", worlds));
  }

  @Test
  void everyCellNeedsTwentyAndARaceOnVsockTwoHundred() {
    assertThat(Need.least(STAGED)).isEqualTo(20);
    assertThat(Need.least(RACE)).isEqualTo(200);
    assertThat(Need.least(RACE_ON_NET)).isEqualTo(20);
  }

  @Test
  void whatIsProvenAndNotSeenIsWorthMoreThanSeveralOutcomesAndTheseMoreThanARace() {
    final int unseen = Need.worth(completed(RACE, BOTH, 200));
    final int several = Need.worth(Cells.free(RACE, BOTH, Map.of("COMPLETED", 1L, "DEADLOCK", 1L)));
    final int race = Need.worth(completed(RACE, Cells.proven(COMPLETED), 200));
    final int staged = Need.worth(completed(STAGED, Cells.proven(COMPLETED), 20));
    assertThat(List.of(unseen, several, race, staged)).isSortedAccordingTo((a, b) -> b - a);
    assertThat(race).isPositive();
    assertThat(staged).isZero();
  }

  @Test
  void whatNeverComesAboutIsWorthNothingMore() {
    assertThat(Need.worth(Cells.free(STAGED, Cells.proven(), Map.of("STAGE_MISSED", 20L))))
        .isZero();
  }

  @Test
  void firstEveryCellIsGivenTwentyThenRacesMoreThenWhatIsWorthMost() {
    final Plan plan = Rounds.plans(
            List.of(
                completed(STAGED, Cells.proven(COMPLETED), 5),
                completed(RACE, BOTH, 0),
                completed(RACE_ON_NET, Cells.proven(COMPLETED), 300)),
            1)
        .get(0);
    final Rota rota = new Rota(plan);
    final List<Cell> first = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      first.add(rota.next().scenario().equals("C") ? STAGED : RACE);
    }
    assertThat(first.stream().filter(STAGED::equals)).hasSize(15);
    for (int i = 0; i < 180; i++) {
      assertThat(rota.next()).isEqualTo(RACE.cellId());
    }
    assertThat(plan.passes()).hasSize(3);
  }

  @Test
  void cellsAreDealtToAllForksAndWhatIsDoneIsLeftOut() {
    final List<CellReport> cells = List.of(
        completed(STAGED, Cells.proven(COMPLETED), 0),
        completed(RACE, BOTH, 0),
        completed(Cells.cell("B", "upstream"), Cells.proven(COMPLETED), 20));
    final List<Plan> plans = Rounds.plans(cells, 3);
    assertThat(plans).hasSize(2);
    assertThat(new Rota(plans.get(0)).next()).isEqualTo(STAGED.cellId());
    assertThat(new Rota(plans.get(1)).next()).isEqualTo(RACE.cellId());
  }
}
