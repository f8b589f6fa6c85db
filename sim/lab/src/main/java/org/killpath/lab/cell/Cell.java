package org.killpath.lab.cell;

import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** One ordering under one design: a cell of the outcome table. */
public record Cell(Scenario scenario, Design design) {
  @Override
  public String toString() {
    return scenario.id() + " x " + design.id();
  }
}
