package org.killpath.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Page;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Placement;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Wait;
import org.killpath.lab.vhost.device.Device;

/** Finds out whether an ordering can be played on a real machine: the first thing that cannot. */
public final class Obstacles {
  /** What the player has room for. */
  private static final int LONGEST_NAME = 31;

  private static final int MOST_PAGES = 8;
  private static final int MOST_TASKS = 24;
  private static final int SCSI_RINGS = 6;

  private final OrderingScript script;
  private final Place top;

  private Obstacles(OrderingScript script) {
    this.script = script;
    this.top = new Place(script.source().file(), 1, 1);
  }

  /** The first one, in the order of the script; none if it can be played. */
  public static Optional<Obstacle> first(OrderingScript script) {
    return new Obstacles(script).all().stream().findFirst();
  }

  private List<Obstacle> all() {
    final List<Obstacle> found = new ArrayList<>();
    names(found);
    settings(found);
    script.pages().stream()
        .filter(Page::onlyInModel)
        .map(page -> new Obstacle(
            page.place(), "the page " + page.name() + " can be had in the model alone"))
        .forEach(found::add);
    script.memory().forEach(placement -> memory(found, placement));
    if (!script.obliged().isEmpty()) {
      found.add(new Obstacle(
          top, "the end of a task of the kernel's own is asked for, which only the model sees"));
    }
    Stream.concat(
            Stream.concat(script.owner().prepares().stream(), script.owner().does().stream()),
            script.tasks().stream().flatMap(task -> task.steps().stream()))
        .forEach(step -> step(found, step));
    return found;
  }

  private void names(List<Obstacle> found) {
    final Stream<String> all = Stream.concat(
        Stream.of(script.id()),
        Stream.concat(
            script.pages().stream().map(Page::name),
            script.tasks().stream().map(ScriptTask::name)));
    all.filter(name -> name.length() > LONGEST_NAME)
        .findFirst()
        .ifPresent(name -> found.add(new Obstacle(
            top,
            "the name " + name + " is longer than " + LONGEST_NAME
                + " characters, which the player has room for")));
    if (script.pages().size() > MOST_PAGES || script.tasks().size() > MOST_TASKS) {
      found.add(new Obstacle(
          top, "the player has room for " + MOST_PAGES + " pages and " + MOST_TASKS + " tasks"));
    }
  }

  private void settings(List<Obstacle> found) {
    if (script.settings().zeroCopy()) {
      found.add(new Obstacle(top, "zero copy is a setting that the player cannot make"));
    }
    if (script.owner().pipe().isPresent()) {
      found.add(new Obstacle(top, "the player cannot give the group a pipe yet"));
    }
    if (script.owner().secondDevice().isPresent()) {
      found.add(new Obstacle(top, "the player cannot open a second device yet"));
    }
  }

  private void memory(List<Obstacle> found, Placement placement) {
    if (placement.isBehindTheDevice()) {
      found.add(
          new Obstacle(placement.place(), "what stands behind the device is in the model alone"));
    } else if (script.device() == Device.Kind.SCSI && placement.vq() >= SCSI_RINGS) {
      found.add(new Obstacle(
          placement.place(),
          "the player makes rings for the first " + SCSI_RINGS
              + " virtqueues of vhost-scsi alone"));
    }
  }

  private void step(List<Obstacle> found, Step step) {
    if (step.onlyInModel()) {
      found.add(new Obstacle(step.place(), "this step can be done in the model alone"));
      return;
    }
    unplayed(step).ifPresent(what -> found.add(new Obstacle(step.place(), what)));
    if (step instanceof Step.Repeat repeat) {
      repeat.steps().forEach(inner -> step(found, inner));
    }
  }

  /** What the player cannot do, although a real machine could. */
  private Optional<String> unplayed(Step step) {
    if (step instanceof Step.Ioctl ioctl) {
      return ioctl(ioctl);
    }
    if (step instanceof Step.Send send && send.what() == Step.Send.Sent.REPLY) {
      return Optional.of("the player cannot have the host answer the guest yet");
    }
    if (step instanceof Step.Kick kick) {
      return kick(kick);
    }
    if (step instanceof Step.Befall befall
        && (befall.what() == Step.Befall.Fate.DUMP_CORE_TO_PIPE
            || befall.what() == Step.Befall.Fate.DUMP_CORE_REFUSED)) {
      return Optional.of("the player can dump core into a file alone, and is allowed to");
    }
    if (step instanceof Step.Neighbour) {
      return Optional.of("the player cannot open a second device yet");
    }
    if (step instanceof Step.Files) {
      return Optional.of("the player cannot have the kernel drop a reference, or read a pipe, yet");
    }
    if (step instanceof Step.Await await
        && await.until() instanceof Wait.For wait
        && wait.subject() instanceof Wait.Subject.OfKernel) {
      return Optional.of("a task of the kernel's own is waited for, which only the model sees");
    }
    return Optional.empty();
  }

  private static Optional<String> ioctl(Step.Ioctl step) {
    if (step.argument().isPresent()) {
      return Optional.of("the player cannot put such an argument on a page yet");
    }
    if (step.request() instanceof Request.Vring words
        && words.firstWord().isPresent()
        && words.secondWord().isPresent()
        && !words.firstWord().equals(words.secondWord())) {
      return Optional.of("the player cannot put an argument on two pages");
    }
    final boolean bound =
        step.request() instanceof Request.Vring vring && vring.eventfd() != Request.Eventfd.ANOTHER;
    return bound || !isPlayed(step.request().name())
        ? Optional.of("the player cannot make this ioctl yet")
        : Optional.empty();
  }

  private static boolean isPlayed(Request.Name name) {
    return switch (name) {
      case SET_FORK_FROM_OWNER,
          GET_FORK_FROM_OWNER,
          SET_VRING_BUSYLOOP_TIMEOUT,
          GET_VRING_BUSYLOOP_TIMEOUT,
          SET_VRING_ENDIAN,
          GET_VRING_ENDIAN,
          UNKNOWN,
          GET_VRING_WORKER,
          SET_EVENTS_MISSED,
          GET_EVENTS_MISSED -> false;
      default -> true;
    };
  }

  private Optional<String> kick(Step.Kick kick) {
    if (kick.largest() || kick.packets() > 8) {
      return Optional.of("the player offers at most 8 packets, of a usual size");
    }
    return script.device() == Device.Kind.SCSI && kick.vq() >= SCSI_RINGS
        ? Optional.of("the player makes rings for the first " + SCSI_RINGS
            + " virtqueues of vhost-scsi alone")
        : Optional.empty();
  }
}
