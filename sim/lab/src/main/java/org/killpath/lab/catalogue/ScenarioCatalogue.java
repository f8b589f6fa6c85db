package org.killpath.lab.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.net.NetOrderings;
import org.killpath.lab.scenario.net.NetRaces;
import org.killpath.lab.scenario.net.NetStateOrderings;
import org.killpath.lab.scenario.scsi.ScsiGroupOrderings;
import org.killpath.lab.scenario.scsi.ScsiOrderings;
import org.killpath.lab.scenario.scsi.ScsiWorkOrderings;
import org.killpath.lab.scenario.scsi.ScsiWorkRaces;
import org.killpath.lab.scenario.scsi.ScsiWorkerRaces;
import org.killpath.lab.scenario.vsock.FaultOrderings;
import org.killpath.lab.scenario.vsock.HolderOrderings;
import org.killpath.lab.scenario.vsock.KillRaces;
import org.killpath.lab.scenario.vsock.VariantOrderings;

/** Every ordering there is, in the order of the table: staged, their raced twins, races. */
public final class ScenarioCatalogue {
  private final List<Scenario> scenarios;

  private ScenarioCatalogue(List<Scenario> scenarios) {
    this.scenarios = List.copyOf(scenarios);
  }

  public static ScenarioCatalogue all() {
    final List<Scenario> staged = new ArrayList<>();
    staged.addAll(HolderOrderings.all());
    staged.addAll(FaultOrderings.all());
    staged.addAll(VariantOrderings.all());
    staged.addAll(ScsiOrderings.all());
    staged.addAll(ScsiGroupOrderings.all());
    staged.addAll(ScsiWorkOrderings.all());
    staged.addAll(NetOrderings.all());
    staged.addAll(NetStateOrderings.all());
    final List<Scenario> all = new ArrayList<>(staged);
    for (Scenario scenario : staged) {
      all.add(scenario.racedTwin());
    }
    all.addAll(KillRaces.all());
    all.addAll(ScsiWorkerRaces.all());
    all.addAll(ScsiWorkRaces.all());
    all.addAll(NetRaces.all());
    return new ScenarioCatalogue(all);
  }

  public List<Scenario> scenarios() {
    return scenarios;
  }

  public Optional<Scenario> find(String id) {
    return scenarios.stream().filter(scenario -> scenario.id().equals(id)).findFirst();
  }
}
