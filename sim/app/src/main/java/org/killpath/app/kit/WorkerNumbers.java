package org.killpath.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.Step;

/** The workers of a script by number, in the order in which it makes them; 0 is set-owner's. */
record WorkerNumbers(List<String> names) {
  WorkerNumbers {
    names = List.copyOf(names);
  }

  static WorkerNumbers of(OrderingScript script) {
    final List<String> names = new ArrayList<>(List.of(Request.FIRST_WORKER));
    Stream.of(
            script.owner().prepares(),
            script.tasks().stream().flatMap(task -> task.steps().stream()).toList(),
            script.owner().does())
        .flatMap(List::stream)
        .flatMap(WorkerNumbers::inside)
        .forEach(step -> {
          if (step instanceof Step.Ioctl ioctl
              && ioctl.request() instanceof Request.NewWorker made
              && !names.contains(made.as())) {
            names.add(made.as());
          }
        });
    return new WorkerNumbers(names);
  }

  private static Stream<Step> inside(Step step) {
    return step instanceof Step.Repeat repeat
        ? repeat.steps().stream().flatMap(WorkerNumbers::inside)
        : Stream.of(step);
  }

  int of(String name) {
    return names.indexOf(name);
  }
}
