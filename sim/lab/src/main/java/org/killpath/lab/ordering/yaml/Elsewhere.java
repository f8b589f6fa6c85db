package org.killpath.lab.ordering.yaml;

import java.util.List;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.ScriptTask.Membership;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Step.Files.Happening;

/** Looks at what happens beside the device: by whom, once, and to what is there. */
final class Elsewhere {
  private final OrderingScript script;
  private boolean piped;
  private boolean closes;
  private boolean collects;
  private boolean calls;
  private boolean coreRead;

  private Elsewhere(OrderingScript script) {
    this.script = script;
    this.piped = script.owner().pipe().isPresent();
  }

  static void check(OrderingScript script) {
    final Elsewhere elsewhere = new Elsewhere(script);
    elsewhere.steps(Membership.OWNER, script.owner().prepares());
    elsewhere.steps(Membership.OWNER, script.owner().does());
    script.tasks().forEach(task -> elsewhere.steps(task.membership(), task.steps()));
  }

  private void steps(Membership membership, List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Repeat) {
        Steps.flat(step).filter(Elsewhere::isOne).findFirst().ifPresent(inner -> {
          throw new BadScript(inner.place(), "this step in a repetition", "it once");
        });
      } else {
        step(membership, step);
      }
    }
  }

  private static boolean isOne(Step step) {
    return step instanceof Step.Neighbour || step instanceof Step.Files;
  }

  private void step(Membership membership, Step step) {
    final boolean apart = membership == Membership.APART;
    if (isOne(step)) {
      if (!apart) {
        throw new BadScript(
            step.place(), "this step by a task that shares the owner's files", "a task apart");
      }
      if (step instanceof Step.Files files) {
        files(files);
      }
    } else if (apart && step instanceof Step.Close) {
      closes = true;
      once(step);
    } else if (apart && (step instanceof Step.Ioctl || step instanceof Step.WriteIotlb)) {
      calls = true;
      once(step);
    }
  }

  private void files(Step.Files step) {
    switch (step.what()) {
      case COLLECT -> {
        if (script.owner().onlyUser()) {
          throw new BadScript(
              step.place(), "a reference in flight", "no 'only-user: true' at the owner");
        }
        if (collects) {
          throw new BadScript(step.place(), "a second " + word(step), "one");
        }
        collects = true;
        once(step);
      }
      case COLLECT_PIPE -> {
        if (piped) {
          throw new BadScript(step.place(), "a second pipe", "one");
        }
        piped = true;
      }
      case READ_CORE -> {
        if (coreRead || !dumpsToPipe()) {
          throw new BadScript(
              step.place(),
              (coreRead ? "a second " : "") + word(step),
              coreRead ? "one" : "a dump-core-to-pipe in the ordering");
        }
        coreRead = true;
      }
      case READ_PIPE -> {
        if (!piped) {
          throw new BadScript(
              step.place(),
              word(step) + ", and there is no pipe yet",
              "'pipe' at the owner, or a " + Words.word(Happening.COLLECT_PIPE) + " before");
        }
      }
    }
  }

  /** The supervisor has one reference to give away, or keeps it and makes calls. */
  private void once(Step step) {
    if (closes && collects) {
      throw new BadScript(step.place(), "the supervisor's descriptor a second time", "it once");
    }
    if (calls && (closes || collects)) {
      throw new BadScript(
          step.place(),
          "a call by a task apart, and the supervisor's descriptor given away",
          "one of the two");
    }
  }

  private boolean dumpsToPipe() {
    return Steps.all(script)
        .anyMatch(step -> step instanceof Step.Befall befall
            && befall.what() == Step.Befall.Fate.DUMP_CORE_TO_PIPE);
  }

  private static String word(Step.Files step) {
    return Words.word(step.what());
  }
}
