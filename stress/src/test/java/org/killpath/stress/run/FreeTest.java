package org.killpath.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.CellId;
import org.killpath.stress.fork.Plan;

class FreeTest {
  private static Plan plan(String... orderings) {
    final List<Plan.Share> shares = Stream.of(orderings)
        .map(ordering -> new Plan.Share(new CellId(ordering, "upstream"), 2))
        .toList();
    return new Plan(List.of(new Plan.Pass(shares), new Plan.Pass(shares)));
  }

  @Test
  void aForkThatBreaksOffIsToldByItsCellsAndByWhatIsLostWithIt() {
    assertThat(Free.lost(plan("C", "D1"), 12_345))
        .isEqualTo("it ran C x upstream, D1 x upstream; 12,345 worlds of it are not counted: ");
    assertThat(Free.lost(plan("A", "B", "C", "D1", "D2", "E2", "F"), 0))
        .isEqualTo("it ran 7 cells; 0 worlds of it are not counted: ");
  }
}
