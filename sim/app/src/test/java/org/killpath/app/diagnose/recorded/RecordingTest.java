package org.killpath.app.diagnose.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.killpath.app.diagnose.match.Shown;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/**
 * What is recorded is what the model does. Each build runs a part of the cells again; {@code
 * -Ddiagnose.recorded=all} runs all of them. Whoever changes the model, an ordering or a design makes
 * the recording anew:
 *
 * <pre>
 * mvn -pl sim/app -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=RecordingTest -Ddiagnose.record=true
 * </pre>
 */
class RecordingTest {
  /** One of so many cells is run again. */
  private static final int PART =
      System.getProperty("diagnose.recorded", "").equals("all") ? 1 : 23;

  /** Designs that kernels of some age have: raced orderings are compared with them, too. */
  private static final Set<String> OF_SOME_AGE = Set.of(
      "upstream",
      "kthread",
      "iotlb-size-zero",
      "owner-stops-only",
      "ignore-sigkill",
      "flush-holds-mutex");

  private static final Path FILE =
      Path.of("src/main/resources/org/killpath/app/diagnose/recorded", Recording.NAME);

  private static List<Cell> cells() {
    final List<Cell> cells = new ArrayList<>();
    for (Design design : DesignCatalogue.all().designs()) {
      for (Scenario scenario : ScenarioCatalogue.all().scenarios()) {
        if (scenario.isStaged() || OF_SOME_AGE.contains(design.id())) {
          cells.add(new Cell(scenario, design));
        }
      }
    }
    cells.addAll(upstreamInEveryVersion());
    return cells;
  }

  /** What a log whose kernel is known is compared with, where that version shows. */
  private static List<Cell> upstreamInEveryVersion() {
    final DesignSpace space = DesignSpace.all();
    final EditedDesign upstream = space.named("upstream").orElseThrow();
    return space.versions().stream()
        .filter(version -> version.span().isPresent())
        .flatMap(version -> ScenarioCatalogue.all().scenarios().stream()
            .filter(scenario -> version.isSeenOn(scenario.device()))
            .map(scenario -> new Cell(scenario, space.under(upstream, version))))
        .toList();
  }

  private static List<Shown> run(List<Cell> cells) {
    return new Explorer<>(
            RandomWalk::new,
            () -> new Controlled(Carriers.best()),
            Recording.SEED,
            Bounds.<Cell>ofSchedules(Recording.SCHEDULES),
            Runtime.getRuntime().availableProcessors(),
            Explorer.Progress.<Cell>none())
        .explore(cells).stream().map(Shown::of).toList();
  }

  @Test
  @EnabledIfSystemProperty(named = "diagnose.record", matches = "true")
  void theRecordingIsMadeAnew() throws IOException {
    Files.write(FILE, CellsFile.of(run(cells())));
  }

  @Test
  void everyCellThatALogIsComparedWithIsThereAndNoOther() {
    final Recording recording = Recording.ofThisModel();
    assertThat(cells()).allMatch(cell -> recording.of(cell).isPresent());
    assertThat(recording.size()).isEqualTo(cells().size());
  }

  @Test
  void cellsThatAreRunAgainShowWhatIsRecorded() {
    final Recording recording = Recording.ofThisModel();
    final List<Cell> some = new ArrayList<>();
    final List<Cell> all = cells();
    for (int i = 0; i < all.size(); i += PART) {
      some.add(all.get(i));
    }
    for (Shown shown : run(some)) {
      assertThat(recording.of(shown.cell())).as("%s", shown.cell()).contains(shown);
    }
  }

  @Test
  void aCellThatIsNotRecordedIsRun() {
    final Cell raced = new Cell(
        ScenarioCatalogue.all().find("raced-C").orElseThrow(),
        DesignCatalogue.all().find("drain-first").orElseThrow());
    final Cell recorded = new Cell(
        ScenarioCatalogue.all().find("C").orElseThrow(),
        DesignCatalogue.all().find("upstream").orElseThrow());
    final List<Cell> run = new ArrayList<>();
    final List<Shown> shown = Recording.ofThisModel()
        .orElse(cells -> {
          run.addAll(cells);
          return run(cells);
        })
        .explore(List.of(recorded, raced));
    assertThat(run).containsExactly(raced);
    assertThat(shown).extracting(Shown::cell).containsExactly(recorded, raced);
  }
}
