package org.killpath.lab.ordering.yaml;

import java.util.List;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.vhost.device.Device;

/** How much a script asks for, what is repeated counted as often as it is. */
final class Amounts {
  /** Adds up something of each step. */
  @FunctionalInterface
  private interface Measure {
    long of(Step step);
  }

  private Amounts() {}

  /**
   * Everything is within its limits.
   *
   * @param tasks where the tasks stand
   */
  static void check(OrderingScript script, Place tasks) {
    limit(tasks, "steps in all", total(script, step -> 1), Limits.STEPS_IN_ALL);
    limit(
        tasks,
        "workers, commands and frames in all",
        total(script, step -> made(script.device(), step)),
        Limits.MADE_BY_THE_KERNEL);
  }

  private static void limit(Place place, String what, long there, int most) {
    if (there > most) {
      throw new BadScript(place, there + " " + what, "at most " + most);
    }
  }

  private static long total(OrderingScript script, Measure measure) {
    long total = sum(script.owner().prepares(), measure) + sum(script.owner().does(), measure);
    for (ScriptTask task : script.tasks()) {
      total += sum(task.steps(), measure);
    }
    return total;
  }

  /** Of a few levels with at most so many rounds each: no overflow. */
  private static long sum(List<Step> steps, Measure measure) {
    long sum = 0;
    for (Step step : steps) {
      sum += step instanceof Step.Repeat repeat
          ? repeat.count() * sum(repeat.steps(), measure)
          : measure.of(step);
    }
    return sum;
  }

  /** How many tasks the kernel makes for it, at most. */
  private static long made(Device.Kind device, Step step) {
    if (step instanceof Step.Ioctl ioctl) {
      return ioctl.request() instanceof Request.NewWorker
              || ioctl.request().name() == Request.Name.SET_OWNER
          ? 1
          : 0;
    }
    if (step instanceof Step.Neighbour || step instanceof Step.Files) {
      return 1;
    }
    return device != Device.Kind.VSOCK && step instanceof Step.Kick kick ? kick.packets() : 0;
  }
}
