package org.killpath.lab.cell;

import org.killpath.engine.judge.Scale;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.search.Subject;
import org.killpath.engine.search.TokenForm;
import org.killpath.engine.search.World;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.VhostWorld;
import org.killpath.lab.vhost.Design;

/** One ordering under one design: a cell of the outcome table, and what is explored. */
public record Cell(Scenario scenario, Design design) implements Subject {
  @Override
  public String id() {
    return new CellId(scenario.key(), design.id()).inTokens();
  }

  @Override
  public String name() {
    return cellId().toString();
  }

  public CellId cellId() {
    return CellId.of(scenario, design);
  }

  @Override
  public World world(Interleaver interleaver) {
    return new VhostWorld(interleaver, scenario, design);
  }

  @Override
  public Scale scale() {
    return VhostOutcome.SCALE;
  }

  @Override
  public TokenForm tokens() {
    return CellTokens.FORM;
  }

  @Override
  public long seed(long ofRun) {
    return SplitMix.seedFor(cellId().seedName(), ofRun);
  }

  @Override
  public String toString() {
    return name();
  }
}
