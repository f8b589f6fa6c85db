package org.killpath.stress.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.lab.cell.CellId;
import org.killpath.stress.fork.Plan.Pass;
import org.killpath.stress.fork.Plan.Share;

class RotaTest {
  private static final CellId A = new CellId("A", "x");
  private static final CellId B = new CellId("B", "x");

  private static final Plan PLAN = new Plan(List.of(
      new Pass(List.of(new Share(A, 1), new Share(B, 3))), new Pass(List.of(new Share(A, 2)))));

  private static List<String> turns(Plan plan, int number) {
    final Rota rota = new Rota(plan);
    final List<String> turns = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      turns.add(rota.next().scenario());
    }
    return turns;
  }

  @Test
  void withinAPassCellsTakeTurnsAndTheLastPassBeginsAgain() {
    assertThat(turns(PLAN, 9)).containsExactly("A", "B", "B", "B", "A", "A", "A", "A", "A");
    assertThat(turns(new Plan(List.of(PLAN.passes().get(0))), 6))
        .containsExactly("A", "B", "B", "B", "A", "B");
  }

  @Test
  void aPlanComesBackFromItsFile(@TempDir Path directory) throws IOException {
    final Path file = directory.resolve("plan");
    PLAN.write(file);
    assertThat(Plan.read(file)).isEqualTo(PLAN);
  }

  @Test
  void whatIsNoPlanIsRefused(@TempDir Path directory) throws IOException {
    final Path file = Files.writeString(directory.resolve("plan"), "A,x\n");
    assertThatThrownBy(() -> Plan.read(file)).hasMessage("not a line of a plan: A,x");
    assertThatThrownBy(() -> new Share(A, 0)).hasMessageContaining("0 worlds");
    assertThatThrownBy(() -> new Rota(new Plan(List.of(new Pass(List.of())))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWorldsTextNamesItsCellAndWhatItCameTo() {
    final Seen seen = new Seen(A, "DEADLOCK: worker D in f() on dev.mutex, reported: worker");
    assertThat(Seen.of(seen.text())).isEqualTo(seen);
    final Throwable thrown = new IllegalStateException("outer", new Exception("two\nlines"));
    assertThat(Seen.failure(A, thrown).what()).isEqualTo("FAILED: java.lang.Exception: two lines");
    assertThatThrownBy(() -> Seen.of("COMPLETED")).hasMessageContaining("COMPLETED");
  }

  @Test
  void whatOneProcessCountsAnotherCanRead(@TempDir Path directory) throws IOException {
    final Path file = directory.resolve("pulse");
    assertThat(Pulse.read(file)).isZero();
    final Pulse pulse = new Pulse(file);
    pulse.beat();
    pulse.beat();
    assertThat(Pulse.read(file)).isEqualTo(2);
  }
}
