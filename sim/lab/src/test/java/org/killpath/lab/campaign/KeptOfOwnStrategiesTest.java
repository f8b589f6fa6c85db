package org.killpath.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.cell.Budget;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;

/** What is kept of runs by strategies of somebody's own is read again. */
class KeptOfOwnStrategiesTest {
  @TempDir
  private Path directory;

  private ProvidedStrategies provided;

  @BeforeEach
  void provide() throws IOException {
    provided = new ProvidedStrategies(directory);
  }

  @AfterEach
  void close() throws IOException {
    provided.close();
  }

  private static Exploration<Cell> resume(KeptSearch search) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return Kept.read(KeptSearch.FORM, KeptSearch.FORM.text(search))
          .resume(Kept.SEARCHED, List.of(), controlled);
    }
  }

  @Test
  void aSearchGoesOnWhereItWasStopped() {
    final Result<Cell> whole = Kept.goOn(
        new Exploration<>(
            Kept.SEARCHED, Strategies.all().byName("one-by-one", 1).orElseThrow(), 1),
        500);
    assertThat(Kept.goOn(resume(Kept.search("one-by-one", 200)), 300)).isEqualTo(whole);
  }

  @Test
  void theStrategyIsAskedWhetherTheFrontierIsOneOfIts() {
    final KeptSearch search = Kept.search("one-by-one", 200);
    assertThatThrownBy(() -> resume(Kept.with(search, List.of(1L))))
        .isInstanceOf(BadFile.class)
        .hasMessage("it is damaged: its frontier is refused by one-by-one:"
            + " no search with this bound was ever there");
    final List<Long> elsewhere = new ArrayList<>(search.frontier());
    elsewhere.set(1, 60L);
    assertThatThrownBy(() -> resume(Kept.with(search, elsewhere)))
        .isInstanceOf(BadFile.class)
        .hasMessageContaining("its frontier does not lead through this world");
  }

  @Test
  void oneThatDrawsMayEndExecutionsEarly() {
    final Budget budget = Budget.ofSchedules(60);
    final Result<Cell> result = new Explorer<Cell>(
            seed -> Strategies.all().byName("impatient", seed).orElseThrow(),
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.ofSchedules(60),
            1,
            Explorer.Progress.none())
        .explore(List.of(Kept.SEARCHED))
        .get(0);
    assertThat(result.cut()).isEqualTo(20);
    final CampaignFile file = new CampaignFile(
        new Campaign(
            "killpath",
            ModelVersion.CURRENT,
            "impatient",
            1,
            Asked.of(budget),
            List.of("kill-flush"),
            List.of("dev-mutex"),
            List.of()),
        "1/1",
        Optional.of(result).flatMap(Finished::of).stream().toList());
    try (Controlled controlled = new Controlled(Carriers.best())) {
      assertThat(Kept.read(CampaignFile.FORM, CampaignFile.FORM.text(file))
              .restore(List.of(Kept.SEARCHED), controlled))
          .containsEntry(Kept.SEARCHED, result);
    }
  }
}
