package org.killpath.lab.ordering.yaml;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.Step;

/** Goes through the steps of a script. */
final class Steps {
  private Steps() {}

  /** All steps of the owner and of the tasks, those that are repeated once. */
  static Stream<Step> all(OrderingScript script) {
    return Stream.concat(
            Stream.concat(script.owner().prepares().stream(), script.owner().does().stream()),
            script.tasks().stream().map(ScriptTask::steps).flatMap(List::stream))
        .flatMap(Steps::flat);
  }

  /** A step, and those in it. */
  static Stream<Step> flat(Step step) {
    return step instanceof Step.Repeat repeat
        ? Stream.concat(Stream.of(step), repeat.steps().stream().flatMap(Steps::flat))
        : Stream.of(step);
  }

  /** Those of one kind. */
  static <S extends Step> void each(Stream<Step> steps, Class<S> kind, Consumer<S> action) {
    steps.filter(kind::isInstance).map(kind::cast).forEach(action);
  }
}
