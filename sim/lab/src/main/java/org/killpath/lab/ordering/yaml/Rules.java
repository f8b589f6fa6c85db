package org.killpath.lab.ordering.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Placement;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.ScriptTask.Membership;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Wait;
import org.killpath.lab.ordering.Wait.State;

/** Looks at whether what a script says fits: who may do what, how often, and to whom. */
final class Rules {
  private final OrderingScript script;
  private final Names names;
  private final Map<String, Integer> kills = new HashMap<>();
  private boolean dies;
  private boolean closedApart;
  private boolean closedByUsers;

  private Rules(OrderingScript script) {
    this.script = script;
    this.names = Names.of(script);
  }

  /**
   * @param actors where the two actors stand
   */
  static void check(OrderingScript script, Place actors) {
    final Rules rules = new Rules(script);
    rules.actors(actors);
    script.memory().forEach(rules::placement);
    rules.setUp(script.owner().prepares());
    script.owner().does().forEach(step -> rules.step("the owner", Membership.OWNER, step));
    script.tasks().forEach(rules::task);
    Elsewhere.check(script);
  }

  private void actors(Place place) {
    final OrderingScript.Actors actors = script.actors();
    for (String name : List.of(actors.first(), actors.second())) {
      if (names.task(place, name).inSetUp()) {
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
    names.page(placement.place(), placement.page());
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
      names.task(signal.place(), signal.task());
    } else if (step instanceof Step.Serve serve) {
      names.page(serve.place(), serve.page());
    } else if (step instanceof Step.Discard discard) {
      sharing(membership, step.place());
      names.page(discard.place(), discard.page());
    } else if (step instanceof Step.Receive receive) {
      names.page(receive.place(), receive.page());
    } else if (step instanceof Step.Repeat repeat) {
      repeat(by, membership, repeat);
    } else if (step instanceof Step.WriteIotlb write) {
      if (write.page().isPresent()) {
        sharing(membership, step.place());
        names.page(step.place(), write.page().get());
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
    step.argument().ifPresent(page -> names.page(step.place(), page));
    if (request instanceof Request.Vring vring) {
      vring.firstWord().ifPresent(page -> names.page(step.place(), page));
      vring.secondWord().ifPresent(page -> names.page(step.place(), page));
    } else if (request instanceof Request.FreeWorker free) {
      names.worker(step.place(), free.worker());
    } else if (request instanceof Request.AttachVringWorker attach) {
      names.worker(step.place(), attach.worker());
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
    if (!kill.isOfTheOwner()
        && names.task(kill.place(), kill.group()).membership() == Membership.OWNER) {
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
        names.task(wait.place(), named.task());
        if (named.task().equals(by)) {
          throw new BadScript(wait.place(), "a task that waits for itself", "another task");
        }
      }
      if (waits.state() instanceof State.AsleepOn asleep) {
        names.page(wait.place(), asleep.page());
      } else if (waits.state() instanceof State.Retries retries) {
        names.page(wait.place(), retries.page());
      }
    }
  }
}
