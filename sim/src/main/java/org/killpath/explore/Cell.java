package org.killpath.explore;

import org.killpath.scenario.Scenario;
import org.killpath.vhost.Design;

/** One ordering under one design: a cell of the outcome table. */
public record Cell(Scenario scenario, Design design) {
  @Override
  public String toString() {
    return scenario.id() + " x " + design.id();
  }
}
