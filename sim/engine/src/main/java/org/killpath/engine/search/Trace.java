package org.killpath.engine.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.engine.kernel.Complaint;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.runtime.StepObserver;

/**
 * Every step of one execution, in order, with the reason for each change of task. Give it to {@link
 * Schedule#replay} as the observer.
 */
public final class Trace implements StepObserver {
  /** A task, as long as its world lasts and longer. */
  public record Actor(String role, String comm, int pid) {
    static Actor of(Task task) {
      return new Actor(task.role(), task.comm(), task.pid());
    }

    /** As in {@code name-38/39}. */
    public String task() {
      return comm + "/" + pid;
    }
  }

  /** Why another task than before takes a step. */
  public enum Reason {
    /** The one before could not have gone on. */
    BLOCKED,
    /** The one before came to its end. */
    ENDED,
    /** The strategy wanted it so. */
    CHOSEN
  }

  /**
   * A change of task.
   *
   * @param detail on what the one before is blocked and who holds that; empty for other reasons
   */
  public record Switch(Actor from, Reason reason, String detail) {
    /** In words. */
    public String text() {
      return switch (reason) {
        case BLOCKED -> from.role() + " blocked: " + detail;
        case ENDED -> from.role() + " ended";
        case CHOSEN -> "chosen before " + from.role();
      };
    }
  }

  /**
   * One visible operation.
   *
   * @param number from 1, those of the set-up included
   * @param part in which part of the execution
   * @param what the operation in words, with what it is performed on
   * @param function the mirrored function that performs it, if it is not user mode
   * @param switched why another task than before takes this step
   * @param complaints what the kernel complained about because of it
   */
  public record Step(
      int number,
      Part part,
      Actor actor,
      Op op,
      String what,
      Optional<CFunction> function,
      Optional<Switch> switched,
      List<String> complaints) {}

  /**
   * Everybody has come to rest.
   *
   * @param after the number of the last step before
   * @param part which part of the execution ended so
   * @param blocked who is blocked on what, in a line each
   */
  public record Rest(int after, Part part, Map<Actor, String> blocked) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<Rest> rests = new ArrayList<>();
  private final Map<Task, Actor> actors = new LinkedHashMap<>();
  private Optional<Part> part = Optional.empty();
  private int complaintsSeen;

  @Override
  public void step(Task task, Task previous, boolean previousBlocked) {
    final Actor actor = actors.computeIfAbsent(task, Actor::of);
    final Optional<Switch> switched =
        task == previous ? Optional.empty() : Optional.of(change(previous, previousBlocked));
    noteComplaints(task);
    steps.add(new Step(
        steps.size() + 1,
        part.orElse(Part.MAIN),
        actor,
        task.pendingOp(),
        what(task),
        task.function(),
        switched,
        List.of()));
  }

  @Override
  public void part(Part next) {
    part.ifPresent(ended -> {
      actors.keySet().stream().findFirst().ifPresent(this::noteComplaints);
      final Map<Actor, String> blocked = new LinkedHashMap<>();
      actors.forEach((task, actor) -> {
        if (task.isBlocked() && !task.isInUserMode()) {
          blocked.put(actor, task.state().shown() + where(task) + ": " + wait(task));
        }
      });
      rests.add(new Rest(steps.size(), ended, blocked));
    });
    part = Optional.of(next);
  }

  /** All steps, in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /** The end of each part, in order. */
  public List<Rest> rests() {
    return List.copyOf(rests);
  }

  /** Everybody who took a step, in the order of the first. */
  public List<Actor> actors() {
    return List.copyOf(actors.values());
  }

  private Switch change(Task previous, boolean previousBlocked) {
    final Actor from = actors.computeIfAbsent(previous, Actor::of);
    if (previous.isExited()) {
      return new Switch(from, Reason.ENDED, "");
    }
    return previousBlocked
        ? new Switch(from, Reason.BLOCKED, wait(previous))
        : new Switch(from, Reason.CHOSEN, "");
  }

  /** What the kernel said since belongs to the step before: nobody else has run. */
  private void noteComplaints(Task task) {
    final List<Complaint> all = task.kernel().complaints();
    if (all.size() > complaintsSeen && !steps.isEmpty()) {
      final Step last = steps.remove(steps.size() - 1);
      steps.add(new Step(
          last.number(),
          last.part(),
          last.actor(),
          last.op(),
          last.what(),
          last.function(),
          last.switched(),
          all.subList(complaintsSeen, all.size()).stream()
              .map(complaint -> switch (complaint.kind()) {
                case WARNING -> "WARNING: " + complaint.what();
                case USE_AFTER_FREE -> "USE AFTER FREE: " + complaint.what();
                case BROKEN_RULE -> "BROKEN RULE: " + complaint.what();
              })
              .toList()));
    }
    complaintsSeen = all.size();
  }

  /** A wait is a step when it is over. */
  private static String what(Task task) {
    final Op op = task.pendingOp();
    final String on = task.pendingOn().name();
    return switch (op) {
      case SLEEP -> "wakes up";
      case WAIT, WAIT_KILLABLE -> "is done waiting for " + on;
      case FAULT -> "leaves the fault on " + on;
      case WAIT_FOR_READERS -> "has seen all readers of " + on + " leave";
      case STAGE -> "(staged) " + on;
      default -> phrase(task, op, task.pendingOn());
    };
  }

  private static String wait(Task task) {
    final Op op = task.pendingOp();
    final Resource on = task.pendingOn();
    final String others =
        on.awaited(task, op).stream().map(Task::toString).collect(Collectors.joining(", "));
    final String link = op.waitsForLock() ? ", held by " : ", up to ";
    final String wait = on == task ? phrase(task, op, on) : on.name();
    return others.isEmpty() ? wait : wait + link + others;
  }

  private static String where(Task task) {
    return task.function().map(at -> " in " + at.name() + "()").orElse("");
  }

  private static String phrase(Task task, Op op, Resource on) {
    if (on != task) {
      return op.phrase() + " " + (on instanceof Task other ? other.toString() : on.name());
    }
    return switch (op) {
      case START -> "starts";
      case SLEEP -> "sleeps";
      case SET_STATE -> "gets ready to sleep";
      default -> op.phrase() + " itself";
    };
  }
}
