package org.killpath.lab.scenario.script;

import java.util.ArrayList;
import java.util.List;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Page;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.Step;

/** The names of a script as numbers, so that no world has to look one up. */
record Numbers(
    List<String> pages, List<String> tasks, List<String> workers, List<Place> neighbours) {
  static Numbers of(OrderingScript script) {
    final List<String> workers = new ArrayList<>();
    workers.add(Request.FIRST_WORKER);
    collect(script.owner().prepares(), workers);
    collect(script.owner().does(), workers);
    script.tasks().forEach(task -> collect(task.steps(), workers));
    return new Numbers(
        script.pages().stream().map(Page::name).toList(),
        script.tasks().stream().map(ScriptTask::name).toList(),
        List.copyOf(workers),
        script.tasks().stream()
            .flatMap(task -> task.steps().stream())
            .filter(Step.Neighbour.class::isInstance)
            .map(Step::place)
            .toList());
  }

  private static void collect(List<Step> steps, List<String> workers) {
    for (Step step : steps) {
      if (step instanceof Step.Repeat repeat) {
        collect(repeat.steps(), workers);
      } else if (step instanceof Step.Ioctl ioctl
          && ioctl.request() instanceof Request.NewWorker made) {
        workers.add(made.as());
      }
    }
  }

  int page(String name) {
    return found(pages.indexOf(name), name);
  }

  int task(String name) {
    return found(tasks.indexOf(name), name);
  }

  int worker(String name) {
    return found(workers.indexOf(name), name);
  }

  int neighbour(Step.Neighbour step) {
    return found(neighbours.indexOf(step.place()), "a neighbour");
  }

  private static int found(int index, String name) {
    if (index < 0) {
      throw new IllegalArgumentException(name + " is not there");
    }
    return index;
  }
}
