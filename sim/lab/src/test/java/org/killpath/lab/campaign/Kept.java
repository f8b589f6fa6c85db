package org.killpath.lab.campaign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.Schedules;
import org.killpath.lab.campaign.file.KeptFile;
import org.killpath.lab.cell.Budget;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;

/** Files that runs have left behind, for tests that lie about them. */
final class Kept {
  static final List<Cell> CELLS = List.of(
      Schedules.cell("C", "upstream"),
      Schedules.cell("C", "dev-mutex"),
      Schedules.cell("kill-flush", "upstream"),
      Schedules.cell("kill-flush", "dev-mutex"));

  static final Cell SEARCHED = Schedules.cell("kill-flush", "dev-mutex");

  private Kept() {}

  /** A campaign of four cells, all finished. */
  static CampaignFile campaign() {
    final Budget budget = Budget.ofSchedules(60);
    final List<Result<Cell>> results = explorer(budget).explore(CELLS);
    final Campaign campaign = new Campaign(
        "killpath",
        ModelVersion.CURRENT,
        "random-walk",
        1,
        Asked.of(budget),
        List.of("C", "kill-flush"),
        List.of("upstream", "dev-mutex"),
        List.of());
    return new CampaignFile(
        campaign,
        "1/1",
        results.stream().flatMap(result -> Finished.of(result).stream()).toList());
  }

  /** A search that was stopped after so many executions. */
  static KeptSearch search(String strategy, long begun) {
    final Exploration<Cell> exploration =
        new Exploration<>(SEARCHED, Strategies.all().byName(strategy, 1).orElseThrow(), 1);
    goOn(exploration, begun);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return KeptSearch.of(exploration.subject(), exploration.saved().orElseThrow(), List.of());
    }
  }

  /** The same with another frontier. */
  static KeptSearch with(KeptSearch search, List<Long> frontier) {
    return new KeptSearch(
        search.model(),
        search.scenario(),
        search.design(),
        search.strategy(),
        search.seed(),
        search.own(),
        search.begun(),
        search.schedules(),
        search.missed(),
        search.missing(),
        search.cut(),
        frontier,
        search.shown());
  }

  static Result<Cell> goOn(Exploration<Cell> exploration, long schedules) {
    return explorer(Budget.ofSchedules(schedules)).goOn(List.of(exploration)).get(0);
  }

  private static Explorer<Cell> explorer(Budget budget) {
    return new Explorer<>(
        RandomWalk::new,
        () -> new Controlled(Carriers.best()),
        1,
        budget.bounds(),
        1,
        Explorer.Progress.none());
  }

  static <T extends KeptFile.Body> T read(KeptFile<T> form, String text) {
    return read(form, text.getBytes(StandardCharsets.UTF_8));
  }

  static <T extends KeptFile.Body> T read(KeptFile<T> form, byte[] bytes) {
    try {
      return form.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError("a text can be read", e);
    }
  }
}
