package org.killpath.lab.ordering.yaml;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.KernelTask;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.Step;

/** The names that a script declares: each is there once, and what is named elsewhere is there. */
final class Names {
  private final OrderingScript script;
  private final Map<String, ScriptTask> tasks = new HashMap<>();
  private final Set<String> workers = new HashSet<>();

  private Names(OrderingScript script) {
    this.script = script;
  }

  /** What {@code script} declares, each name once. */
  static Names of(OrderingScript script) {
    final Names names = new Names(script);
    for (ScriptTask task : script.tasks()) {
      final String name = task.name();
      if (name.equals(Step.Kill.OWNERS_GROUP)
          || name.startsWith(WaitReader.WORKER)
          || Stream.of(KernelTask.values()).anyMatch(kind -> kind.role().equals(name))) {
        throw new BadScript(
            task.place(), "a task called " + Node.quoted(name), "a name that nobody else has");
      }
      if (names.tasks.put(name, task) != null) {
        throw new BadScript(
            task.place(), "a second task " + Node.quoted(name), "a name for each task");
      }
    }
    names.workers.add(Request.FIRST_WORKER);
    Steps.each(Steps.all(script), Step.Ioctl.class, step -> {
      if (step.request() instanceof Request.NewWorker made && !names.workers.add(made.as())) {
        throw new BadScript(
            step.place(), "a second worker " + Node.quoted(made.as()), "a name for each worker");
      }
    });
    return names;
  }

  /** The task of that name. */
  ScriptTask task(Place place, String name) {
    if (tasks.containsKey(name)) {
      return tasks.get(name);
    }
    throw unknown(place, "task", name, tasks.keySet());
  }

  /** Throws unless there is such a page. */
  void page(Place place, String name) {
    if (script.page(name).isEmpty()) {
      throw unknown(
          place, "page", name, script.pages().stream().map(page -> page.name()).toList());
    }
  }

  /** Throws unless there is such a worker. */
  void worker(Place place, String name) {
    if (!workers.contains(name)) {
      throw unknown(place, "worker", name, workers);
    }
  }

  private static BadScript unknown(
      Place place, String what, String name, Collection<String> there) {
    return new BadScript(
        place,
        "the " + what + " " + Node.quoted(name) + ", which is not there",
        there.isEmpty()
            ? "a " + what + " that is"
            : "one of " + String.join(", ", there.stream().sorted().toList()));
  }
}
