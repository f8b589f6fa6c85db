package org.killpath.lab.scenario.script;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Step.Befall.Fate;
import org.killpath.lab.ordering.Step.Files.Happening;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.device.vsock.HostSocket;

/**
 * What a world has to be prepared for: what nobody waits for, and nobody can take away, costs no step
 * where it cannot happen.
 */
final class Foreseen {
  private final Set<Fate> fates = EnumSet.noneOf(Fate.class);
  private final boolean reaps;
  private final boolean receives;
  private final boolean kthread;
  private final int neighbours;
  private final Set<Happening> happenings = EnumSet.noneOf(Happening.class);

  Foreseen(OrderingScript script) {
    final List<Step> steps = Stream.concat(
            script.owner().does().stream(),
            script.tasks().stream().flatMap(task -> task.steps().stream()))
        .toList();
    steps.forEach(step -> {
      if (step instanceof Step.Befall befall) {
        fates.add(befall.what());
      } else if (step instanceof Step.Files files) {
        happenings.add(files.what());
      }
    });
    this.reaps = fates.contains(Fate.PROCESS_MRELEASE)
        || steps.stream()
            .anyMatch(
                step -> step instanceof Step.Kill kill && kill.by() == TaskGroup.Kill.OOM_KILLER);
    this.receives = steps.stream().anyMatch(Step.Receive.class::isInstance);
    this.kthread = script.settings().kthread();
    this.neighbours =
        Math.toIntExact(steps.stream().filter(Step.Neighbour.class::isInstance).count());
  }

  /** Before anything else is there. */
  void tell(Scene<?> scene) {
    fates.forEach(what -> expect(scene, what));
    if (reaps) {
      scene.fates().expectReaper();
    }
    if (receives) {
      scene.setting().socket(new HostSocket(scene.kernel()));
    }
    if (kthread) {
      scene.setting().useKthread();
    }
    scene.setting().neighbours(neighbours);
    if (happenings.contains(Happening.COLLECT) || happenings.contains(Happening.COLLECT_PIPE)) {
      scene.descriptors().more().expectCollector();
    }
    if (happenings.contains(Happening.COLLECT_PIPE)) {
      scene.descriptors().more().pipeInFlight();
    }
  }

  private static void expect(Scene<?> scene, Fate what) {
    switch (what) {
      case DUMP_CORE -> scene.fates().expectCoreDump();
      case DUMP_CORE_TO_PIPE -> scene.fates().expectCorePipe();
      case EXECVE -> scene.fates().expectExec();
      case STOP, TRACE, FREEZE -> scene.fates().expectHalt();
      case DUMP_CORE_REFUSED, PROCESS_MRELEASE, GO_ON -> {}
    }
  }
}
