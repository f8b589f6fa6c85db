package org.killpath.app.cli.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.kit.heard.ConsoleReader;
import org.killpath.app.kit.heard.Consoles;
import org.killpath.app.kit.heard.Played;
import org.killpath.app.report.kernel.ComparedPlay;
import org.killpath.app.report.kernel.ComparedPlay.Answer;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.cell.Cell;

/** A search that came to no end, and a sample besides: two results of one cell. */
class ComparingTest {
  private final Catalogue catalogue = new Catalogue();
  private final Comparing comparing = new Comparing(catalogue, List.of(), Optional.empty());
  private List<Played> played = List.of();
  private Cell cell;

  @BeforeEach
  void theOrderingThatHungWasPlayed() throws IOException {
    played = ConsoleReader.read(
            "console.log",
            new ByteArrayInputStream(Consoles.played().getBytes(StandardCharsets.ISO_8859_1)))
        .played()
        .stream()
        .filter(one -> one.id().equals("C"))
        .toList();
    cell = comparing.cells(played, false).get(0);
  }

  /** What it showed in a few executions. */
  private static List<Sighting<Cell>> sightings(Cell cell) {
    return new Explorer<>(
            RandomWalk::new,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.<Cell>ofSchedules(5),
            1,
            Explorer.Progress.<Cell>none())
        .explore(List.of(cell))
        .get(0)
        .sightings();
  }

  private List<Sighting<Cell>> hangs() {
    return sightings(cell);
  }

  private List<Sighting<Cell>> completes() {
    return sightings(new Cell(catalogue.scenario("N"), catalogue.design("upstream")));
  }

  private Result<Cell> result(String strategy, long missed, List<Sighting<Cell>> sightings) {
    return new Result<>(
        cell,
        strategy,
        1,
        Coverage.BOUND_REACHED,
        5,
        missed,
        Optional.empty(),
        0,
        sightings,
        Optional.empty());
  }

  private ComparedPlay compared(List<Result<Cell>> results) {
    final List<ComparedPlay> plays =
        comparing.table(played, List.of(), results, false).plays();
    assertThat(plays).hasSize(played.size()).isNotEmpty();
    return plays.get(0);
  }

  @Test
  void thatOneCountsWhichIsMostLikeTheKernelWhicheverStandsFirst() {
    final Result<Cell> searched = result("dpor", 0, completes());
    final Result<Cell> sampled = result("random-walk", 0, hangs());
    assertThat(compared(List.of(searched)).answer()).isEqualTo(Answer.DIFFERS);
    assertThat(compared(List.of(searched, sampled)).answer()).isEqualTo(Answer.AGREES);
    assertThat(compared(List.of(sampled, searched)).answer()).isEqualTo(Answer.AGREES);
  }

  @Test
  void oneThatNeverCameToTheOrderingSaysNothingBesideOneThatDid() {
    final Result<Cell> missed = result("dpor", 5, List.of());
    final Result<Cell> sampled = result("random-walk", 0, completes());
    final String never = "the model never comes to this ordering";
    assertThat(compared(List.of(missed)).why()).containsExactly(never);
    assertThat(compared(List.of(missed, sampled)).why())
        .isNotEmpty()
        .doesNotContain(never)
        .isEqualTo(compared(List.of(sampled)).why());
  }
}
