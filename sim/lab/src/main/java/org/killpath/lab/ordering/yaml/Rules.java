package org.killpath.lab.ordering.yaml;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.KernelTask;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Placement;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.ScriptTask.Membership;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Wait;
import org.killpath.lab.ordering.Wait.State;

/** Looks at what a script names: it is there, it is there once, and it fits. */
final class Names {
  private final OrderingScript script;
  private final Map<String, ScriptTask> tasks = new HashMap<>();
  private final Set<String> workers = new HashSet<>();
  private final Map<String, Integer> kills = new HashMap<>();
  private boolean dies;
  private boolean closedApart;
  private boolean closedByUsers;

  private Names(OrderingScript script) {
    this.script = script;
  }

  /**
   * @param actors where the two actors stand
   */
  static void check(OrderingScript script, Place actors) {
    final Names names = new Names(script);
    names.declare();
    names.actors(actors);
    script.memory().forEach(names::placement);
    names.setUp(script.owner().prepares());
    script.owner().does().forEach(step -> names.step("the owner", Membership.OWNER, step));
    script.tasks().forEach(names::task);
    Elsewhere.check(script);
  }

  private void declare() {
    for (ScriptTask task : script.tasks()) {
      final String name = task.name();
      if (name.equals(Step.Kill.OWNERS_GROUP)
          || name.startsWith(WaitReader.WORKER)
          || Stream.of(KernelTask.values()).anyMatch(kind -> kind.role().equals(name))) {
        throw new BadScript(
            task.place(), "a task called " + Node.quoted(name), "a name that nobody else has");
      }
      if (tasks.put(name, task) != null) {
        throw new BadScript(
            task.place(), "a second task " + Node.quoted(name), "a name for each task");
      }
    }
    workers.add(Request.FIRST_WORKER);
    Steps.each(Steps.all(script), Step.Ioctl.class, step -> {
      if (step.request() instanceof Request.NewWorker made && !workers.add(made.as())) {
        throw new BadScript(
            step.place(), "a second worker " + Node.quoted(made.as()), "a name for each worker");
      }
    });
  }

  private void actors(Place place) {
    final OrderingScript.Actors actors = script.actors();
    for (String name : List.of(actors.first(), actors.second())) {
      if (task(place, name).inSetUp()) {
        throw new BadScript(
            place,
            "the actor " + Node.quoted(name) + ", a task of the set-up",
            "one of the ordering");
      }
    }
    if (actors.first().equals(actors.second())) {
      throw new BadScript(place, "the same actor twice", "two tasks");
    }
  }

  private void placement(Placement placement) {
    final boolean behind = placement.isBehindTheDevice();
    page(placement.place(), placement.page());
    if (behind && !script.page(placement.page()).orElseThrow().onlyInModel()) {
      throw new BadScript(
          placement.place(),
          Words.word(placement.part()) + " on a page of user memory",
          "a page that only the model can have: file, dead-storage, frozen-storage or looping");
    }
  }

  private void setUp(List<Step> steps) {
    steps.stream().flatMap(Steps::flat).forEach(step -> {
      if (step instanceof Step.Await
          || step instanceof Step.Kill
          || step instanceof Step.Befall
          || step instanceof Step.Close) {
        throw new BadScript(step.place(), "this step in the set-up", "it in the ordering");
      }
      step("the owner", Membership.OWNER, step);
    });
  }

  private void task(ScriptTask task) {
    if (task.inSetUp()) {
      if (task.membership() != Membership.OUTSIDE) {
        throw new BadScript(task.place(), "a task of the set-up", "it outside the owner's group");
      }
      setUp(task.steps());
    } else {
      task.steps().forEach(step -> step(task.name(), task.membership(), step));
    }
  }

  private void step(String by, Membership membership, Step step) {
    if (step instanceof Step.Await await) {
      await(by, await.until());
    } else if (step instanceof Step.Ioctl ioctl) {
      ioctl(membership, ioctl);
    } else if (step instanceof Step.Kill kill) {
      kill(membership, kill);
    } else if (step instanceof Step.Close close) {
      close(membership, close);
    } else if (step instanceof Step.Befall befall) {
      befall(membership, befall);
    } else if (step instanceof Step.Signal signal) {
      task(signal.place(), signal.task());
    } else if (step instanceof Step.Serve serve) {
      page(serve.place(), serve.page());
    } else if (step instanceof Step.Discard discard) {
      sharing(membership, step.place());
      page(discard.place(), discard.page());
    } else if (step instanceof Step.Receive receive) {
      page(receive.place(), receive.page());
    } else if (step instanceof Step.Repeat repeat) {
      repeat(by, membership, repeat);
    } else if (step instanceof Step.WriteIotlb write) {
      if (write.page().isPresent()) {
        sharing(membership, step.place());
        page(step.place(), write.page().get());
      } else {
        anybody(membership, step.place(), "an IOTLB message");
      }
    } else if (step instanceof Step.Start) {
      sharing(membership, step.place());
    }
  }

  private void repeat(String by, Membership membership, Step.Repeat repeat) {
    repeat.steps().stream().flatMap(Steps::flat).forEach(step -> {
      if (step instanceof Step.Kill || step instanceof Step.Befall || step instanceof Step.Close) {
        throw new BadScript(step.place(), "this step in a repetition", "it once");
      }
    });
    repeat.steps().forEach(step -> step(by, membership, step));
  }

  private void ioctl(Membership membership, Step.Ioctl step) {
    final Request request = step.request();
    if (!request.name().isForAnybody()) {
      sharing(membership, step.place());
    } else {
      anybody(membership, step.place(), "an ioctl");
    }
    step.argument().ifPresent(page -> page(step.place(), page));
    if (request instanceof Request.Vring vring) {
      vring.firstWord().ifPresent(page -> page(step.place(), page));
      vring.secondWord().ifPresent(page -> page(step.place(), page));
    } else if (request instanceof Request.FreeWorker free) {
      worker(step.place(), free.worker());
    } else if (request instanceof Request.AttachVringWorker attach) {
      worker(step.place(), attach.worker());
    }
  }

  /** Who shares nothing needs a descriptor of its own. */
  private void anybody(Membership membership, Place place, String what) {
    if (membership == Membership.APART && script.owner().onlyUser()) {
      throw new BadScript(place, what + " by a task apart", "no 'only-user: true' at the owner");
    }
  }

  /** Who shares nothing has not the memory, and what the owner alone may do is not for it. */
  private static void sharing(Membership membership, Place place) {
    if (membership == Membership.APART) {
      throw new BadScript(
          place, "a call on the device by a task apart", "one by a task that shares its file");
    }
  }

  private void kill(Membership membership, Step.Kill kill) {
    if (!kill.isOfTheOwner() && task(kill.place(), kill.group()).membership() == Membership.OWNER) {
      throw new BadScript(
          kill.place(),
          "the group of " + Node.quoted(kill.group()),
          "'owner', whose group that is");
    }
    if (kill.by() == TaskGroup.Kill.EXIT_GROUP
        && !(kill.isOfTheOwner() && membership == Membership.OWNER)) {
      throw new BadScript(
          kill.place(), "exit-group by somebody else", "it by a task of the owner's group");
    }
    if (kills.merge(kill.group(), 1, Integer::sum) > 2) {
      throw new BadScript(
          kill.place(),
          "a third kill of " + Node.quoted(kill.group()),
          "two of each group at most");
    }
  }

  private void befall(Membership membership, Step.Befall step) {
    final String word = Words.word(step.what());
    if (step.what().isOwn() != (membership == Membership.OWNER)) {
      throw new BadScript(
          step.place(),
          word + " by this task",
          "it by a task "
              + (step.what().isOwn() ? "of the owner's group" : "outside the owner's group"));
    }
    if (step.what().isOwn() && dies) {
      throw new BadScript(step.place(), word, "one core dump or execve in an ordering");
    }
    dies |= step.what().isOwn();
  }

  private void close(Membership membership, Step.Close close) {
    final boolean apart = membership == Membership.APART;
    if (apart && script.owner().onlyUser()) {
      throw new BadScript(
          close.place(), "a close by a task apart", "no 'only-user: true' at the owner");
    }
    if (apart ? closedApart : closedByUsers) {
      throw new BadScript(close.place(), "a second close of the same descriptor", "one");
    }
    closedApart |= apart;
    closedByUsers |= !apart;
  }

  private void await(String by, Wait wait) {
    if (!script.isStaged()) {
      throw new BadScript(wait.place(), "a wait", "none: the form is raced");
    }
    if (wait instanceof Wait.For waits) {
      if (waits.subject() instanceof Wait.Subject.Named named) {
        task(wait.place(), named.task());
        if (named.task().equals(by)) {
          throw new BadScript(wait.place(), "a task that waits for itself", "another task");
        }
      }
      if (waits.state() instanceof State.AsleepOn asleep) {
        page(wait.place(), asleep.page());
      } else if (waits.state() instanceof State.Retries retries) {
        page(wait.place(), retries.page());
      }
    }
  }

  private ScriptTask task(Place place, String name) {
    if (tasks.containsKey(name)) {
      return tasks.get(name);
    }
    throw unknown(place, "task", name, tasks.keySet());
  }

  private void page(Place place, String name) {
    if (script.page(name).isEmpty()) {
      throw unknown(
          place, "page", name, script.pages().stream().map(page -> page.name()).toList());
    }
  }

  private void worker(Place place, String name) {
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
