package org.killpath.stress.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.DEADLOCK;

import java.io.IOException;
import java.io.StringReader;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.cell.Expectations;
import org.killpath.stress.Cells;

class ProofsTest {
  /** Cells that are searched once more, and how long a search may be for that. */
  private static final int DRAWN = 60;

  private static final long LONGEST = 300;

  /** More than such a search needs with what sleep sets cut short. */
  private static final long BOUND = 20_000;

  private final Proofs proofs = Proofs.load();

  @Test
  void theLinesOfOneSearchAreOneProof() throws IOException {
    final Proofs read = Proofs.read(new StringReader(Proofs.HEADER + ",strategy\n"
        + "A,x,COMPLETED,9,12,complete,dpor\n"
        + "A,x,DEADLOCK,3,12,complete,dpor\n"
        + "B,x,COMPLETED,9,12,bound_reached,dpor\n"
        + "C,x,n/a,0,4,complete,dpor\n"));
    assertThat(read.of(new CellId("A", "x")).orElseThrow())
        .satisfies(proof -> assertThat(proof.outcomes()).containsExactly(COMPLETED, DEADLOCK))
        .satisfies(proof -> assertThat(proof.executions()).isEqualTo(12));
    assertThat(read.of(new CellId("B", "x"))).isEmpty();
    assertThat(read.of(new CellId("C", "x")).orElseThrow().outcomes()).isEmpty();
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(() -> Proofs.read(new StringReader("scenario,design\n")))
        .hasMessageContaining("line 1 must begin with");
    assertThatThrownBy(
            () -> Proofs.read(new StringReader(Proofs.HEADER + "\nA,x,FINE,9,12,complete\n")))
        .hasMessage("line 2: no outcome is called FINE");
    assertThatThrownBy(() -> Proofs.read(new StringReader(
            Proofs.HEADER + "\nA,x,COMPLETED,9,12,complete\nA,x,DEADLOCK,9,13,complete\n")))
        .hasMessage("line 3: the lines of one cell have different numbers");
  }

  @Test
  void nineteenOfTwentyCellsOfTheCatalogueAreProven() {
    final Expectations expected = Expectations.load(); // of all but the designs of tests
    final long cells = ScenarioCatalogue.all().scenarios().stream()
        .flatMap(scenario -> DesignCatalogue.all().designs().stream()
            .filter(design -> expected.of(scenario.id(), design.id()).isPresent()))
        .count();
    assertThat(proofs.cells().size()).isGreaterThan((int) (cells * 19 / 20));
  }

  /** The waits of a staged ordering change nothing: without them its executions are its twin's. */
  @Test
  void aStagedOrderingShowsNothingThatItsRacedTwinDoesNot() {
    final List<CellId> pairs = proofs.cells().stream()
        .filter(cell -> proofs.of(twin(cell)).isPresent())
        .toList();
    assertThat(pairs)
        .hasSizeGreaterThan(5_000)
        .allSatisfy(cell -> assertThat(proofs.of(twin(cell)).orElseThrow().outcomes())
            .containsAll(proofs.of(cell).orElseThrow().outcomes()));
  }

  private static CellId twin(CellId staged) {
    return new CellId("raced-" + staged.scenario(), staged.design());
  }

  @Test
  void whatIsProvenIsAccountedFor() {
    final Expectations expectations = Expectations.load();
    assertThat(proofs.cells())
        .allSatisfy(cell -> assertThat(
                expectations.of(cell.scenario(), cell.design()).orElseThrow().may())
            .containsAll(proofs.of(cell).orElseThrow().outcomes()));
  }

  @Test
  void aSearchOfCellsDrawnAtRandomComesToTheSame() {
    final List<Cell> cells = drawn();
    final List<Result<Cell>> results = new Explorer<>(
            seed -> new SourceDpor(),
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.<Cell>ofSchedules(BOUND),
            Runtime.getRuntime().availableProcessors(),
            Explorer.Progress.<Cell>none())
        .explore(cells);
    assertThat(results).allSatisfy(result -> {
      final Proof proof = proofs.of(result.subject().cellId()).orElseThrow();
      assertThat(result.coverage()).isEqualTo(Result.Coverage.COMPLETE);
      assertThat(result.seen()).isEqualTo(proof.outcomes());
      assertThat(result.schedules()).isEqualTo(proof.executions());
    });
  }

  private List<Cell> drawn() {
    final Random random = new Random();
    return proofs.cells().stream()
        .filter(cell -> proofs.of(cell).orElseThrow().executions() <= LONGEST)
        .sorted(Comparator.comparing(CellId::toString))
        .map(cell -> new Place(random.nextLong(), cell))
        .sorted(Comparator.comparingLong(Place::at))
        .limit(DRAWN)
        .map(place -> Cells.cell(place.cell().scenario(), place.cell().design()))
        .toList();
  }

  /** Where a cell comes to stand by lot. */
  private record Place(long at, CellId cell) {}
}
