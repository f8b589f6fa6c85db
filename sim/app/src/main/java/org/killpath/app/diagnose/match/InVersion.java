package org.killpath.app.diagnose.match;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.kernel.KernelRelease;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.BadSum;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.design.edit.Version;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/**
 * The kernel version that a log tells, if it is one that was read: cells are tried with what that
 * version does otherwise, on devices on which an ordering can show it.
 */
final class InVersion {
  private final DesignSpace space;
  private final Optional<Version> version;

  /** By its id, as each is tried in hundreds of orderings. */
  private final Map<String, EditedDesign> under = new HashMap<>();

  InVersion(DesignSpace space, Age age) {
    this.space = space;
    this.version = age.release()
        .filter(release -> age.code().hasHandler())
        .map(KernelRelease::name)
        .flatMap(space::versionOf);
  }

  Cell cell(Scenario scenario, Design design) {
    if (!(design instanceof EditedDesign edited)) {
      return new Cell(scenario, design);
    }
    return new Cell(
        scenario,
        version
            .filter(known -> known.isSeenOn(scenario.device()))
            .map(known -> under.computeIfAbsent(edited.id(), plain -> under(edited, known)))
            .orElse(edited));
  }

  private EditedDesign under(EditedDesign design, Version known) {
    try {
      return space.under(design, known);
    } catch (BadSum noSuch) {
      return design;
    }
  }
}
