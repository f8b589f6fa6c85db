package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.engine.strategy.dpor.TraceClass;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/**
 * Whatever interleaving a strategy draws, the exhaustive search has executed one of its class: that
 * of the kernel's own code, in whole cells.
 */
class EveryClassIsExecutedTest {
  private static final List<String> DRAWING = List.of("random-walk", "pos", "pct3");

  private static Controlled controlled;

  @BeforeAll
  static void open() {
    controlled = new Controlled(Carriers.best());
  }

  @AfterAll
  static void close() {
    controlled.close();
  }

  @ParameterizedTest
  @CsvSource({
    "raced-C, upstream",
    "raced-E1, dev-mutex",
    "raced-D1, upstream",
    "raced-G, deferred-detach",
    "kill-flush, lock-free-detach",
    "kill-release, upstream",
    "raced-net-Etx, deferred-detach",
    "raced-scsi-hot-plug, no-mutex-handler",
    "E2, upstream",
    "net-C4, upstream",
    "net-reset-owner-drain, upstream",
    "kill-busy-tx, exit-without-handler"
  })
  void whatIsDrawnWasExecuted(String scenario, String design) {
    final Cell cell = Schedules.cell(scenario, design);
    final SourceDpor search = new SourceDpor();
    final Set<Long> executed = classes(cell, search, 100_000);
    assertThat(search.isComplete()).isTrue();
    assertThat(missed(cell, executed, Schedules.count(500))).isEmpty();
  }

  /** All cells with a search so short; with 2,000, some minutes. */
  @Test
  @EnabledIfSystemProperty(named = "killpath.longestSearch", matches = "\\d+")
  void whatIsDrawnWasExecutedInAllCells() {
    final long longest = Long.getLong("killpath.longestSearch");
    final List<String> missed = new ArrayList<>();
    int compared = 0;
    for (Scenario scenario : ScenarioCatalogue.all().scenarios()) {
      for (Design design : DesignCatalogue.all().designs()) {
        final Cell cell = new Cell(scenario, design);
        final SourceDpor search = new SourceDpor();
        final Set<Long> executed = classes(cell, search, longest);
        if (search.isComplete()) {
          compared++;
          missed.addAll(missed(cell, executed, 100));
        }
      }
    }
    assertThat(missed).as("of %s cells", compared).isEmpty();
    assertThat(compared).isPositive();
  }

  /** What was drawn and not executed. */
  private static List<String> missed(Cell cell, Set<Long> executed, long schedules) {
    final List<String> missed = new ArrayList<>();
    for (String name : DRAWING) {
      final Strategy drawing = Strategies.all().byName(name, 1).orElseThrow();
      final Set<Long> drawn = classes(cell, drawing, schedules);
      drawn.removeAll(executed);
      if (!drawn.isEmpty()) {
        missed.add(cell + ": " + drawn.size() + " classes drawn by " + name);
      }
    }
    return missed;
  }

  private static Set<Long> classes(Cell cell, Strategy strategy, long most) {
    final TraceClass watching = new TraceClass(strategy);
    final Set<Long> classes = new HashSet<>();
    final Iterator<Ran<Cell>> search = Search.of(cell, watching).on(controlled).iterator();
    for (long i = 0; i < most && search.hasNext(); i++) {
      if (!(search.next() instanceof Ran.Cut<Cell>)) {
        classes.add(watching.number());
      }
    }
    return classes;
  }
}
