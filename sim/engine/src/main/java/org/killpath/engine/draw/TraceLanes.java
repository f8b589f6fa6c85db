package org.killpath.engine.draw;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.Trace;
import org.killpath.engine.search.Trace.Actor;
import org.killpath.engine.search.Trace.Rest;
import org.killpath.engine.search.Trace.Step;
import org.killpath.engine.search.Trace.Switch;

/**
 * A trace as lines of text: a column for each task, time downwards, with the reason for each change
 * of task. One task acts at a time, so what it does may run on to the right, over the empty columns
 * of the others.
 */
public final class TraceLanes {
  private static final int NARROWEST = 11;
  private static final int WIDEST = 30;
  private static final String BAR = " | ";

  /** Room for most of what stands in the last column. */
  private static final int LAST = 36;

  private final StringBuilder out = new StringBuilder();
  private final Map<Actor, Optional<CFunction>> at = new HashMap<>();
  private final Trace trace;
  private final List<Actor> lanes;
  private final int numbers;
  private final int lane;
  private final int width;

  /**
   * The lanes of some tasks.
   *
   * @param wanted how many characters wide the lines are to be; they are wider if they have to
   */
  public TraceLanes(Trace trace, List<Actor> lanes, int wanted) {
    this.trace = trace;
    this.lanes = lanes;
    this.numbers = String.valueOf(trace.steps().size()).length();
    final int others = Math.max(1, lanes.size() - 1);
    final int room = (wanted - numbers - BAR.length() - LAST) / others - BAR.length();
    this.lane = Math.max(NARROWEST, Math.min(WIDEST, room));
    this.width = Math.max(wanted, start(lanes.size() - 1) + LAST);
  }

  private int start(int index) {
    return numbers + BAR.length() + index * (lane + BAR.length());
  }

  /** All steps of all tasks. */
  public static String of(Trace trace, int width) {
    return new TraceLanes(trace, trace.actors(), width).render(trace.steps(), 0);
  }

  /**
   * Some of the steps.
   *
   * @param folded how many there are of the set-up that are not among them
   */
  public String render(List<Step> steps, int folded) {
    header();
    if (folded > 0) {
      rule(Part.SET_UP + ": " + folded + " steps, not shown");
    }
    Optional<Part> phase = Optional.empty();
    for (Step step : steps) {
      if (!phase.equals(Optional.of(step.part()))) {
        phase.ifPresent(this::rests);
        phase = Optional.of(step.part());
        rule(step.part().title());
        at.clear();
      } else {
        step.switched().ifPresent(change -> change(change, step.actor()));
      }
      step(step);
    }
    phase.ifPresent(this::rests);
    return out.toString();
  }

  private void header() {
    final StringBuilder roles = new StringBuilder(" ".repeat(numbers));
    final StringBuilder tasks = new StringBuilder(" ".repeat(numbers));
    for (Actor actor : lanes) {
      roles.append(BAR).append(cut(actor.role()));
      tasks.append(BAR).append(cut(actor.task()));
    }
    out.append(roles.toString().stripTrailing()).append('\n');
    out.append(tasks.toString().stripTrailing()).append('\n');
  }

  /** The end of a name tells more than its beginning; a tilde says that something is missing. */
  private String cut(String name) {
    final String fitting =
        name.length() <= lane ? name : "~" + name.substring(name.length() - lane + 1);
    return fitting + " ".repeat(lane - fitting.length());
  }

  private void change(Switch change, Actor to) {
    entry(
        "",
        change.from(),
        "-> " + to.role()
            + switch (change.reason()) {
              case BLOCKED -> ": blocked on " + change.detail();
              case ENDED -> ": ended";
              case CHOSEN -> ", by choice";
            });
  }

  private void step(Step step) {
    final boolean entered = !step.function().equals(at.put(step.actor(), step.function()));
    final String function = step.function().map(name -> name.name() + "()").orElse("user mode");
    entry(
        String.valueOf(step.number()),
        step.actor(),
        entered ? function + ": " + step.what() : "  " + step.what());
    step.complaints().forEach(complaint -> entry("", step.actor(), "!! " + complaint));
  }

  /** Who is blocked where when everybody has come to rest. */
  private void rests(Part phase) {
    for (Rest rest : trace.rests()) {
      if (rest.part().equals(phase) && !rest.blocked().isEmpty()) {
        rule("at rest");
        rest.blocked().forEach((actor, words) -> entry("", actor, words));
      }
    }
  }

  private void rule(String title) {
    final String line = "--- " + title + " ";
    out.append(line).append("-".repeat(Math.max(3, width - line.length()))).append('\n');
  }

  private void entry(String number, Actor actor, String words) {
    final int index = lanes.indexOf(actor);
    if (index < 0) {
      return;
    }
    final String indent = words.startsWith(" ") ? "  " : "";
    String left = number;
    String hang = "";
    for (String part : Words.wrap(words.strip(), width - start(index) - 4)) {
      line(left, index, indent + hang + part);
      left = "";
      hang = "  ";
    }
  }

  private void line(String number, int index, String words) {
    final StringBuilder line = new StringBuilder();
    line.append(" ".repeat(numbers - number.length())).append(number);
    for (int i = 0; i < index; i++) {
      line.append(BAR).append(" ".repeat(lane));
    }
    line.append(BAR).append(words);
    for (int i = index + 1; i < lanes.size(); i++) {
      final int bar = start(i) - BAR.length();
      if (line.length() <= bar) {
        line.append(" ".repeat(bar - line.length())).append(BAR);
      }
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
