package org.killpath.app.kit.heard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A task as the player saw it.
 *
 * @param role what it is in the ordering
 * @param group {@code owner}, {@code outside}, {@code apart} or {@code kernel}
 * @param state a letter of a task list; {@code -} if it is gone
 * @param states all letters that were seen in a while
 * @param waits what it waits for, in the words of the ground truth; nothing if it is gone or runs
 * @param function the innermost function of vhost that it is in
 * @param page the page of the plan that it faults on
 * @param frames its stack, innermost first
 */
public record SeenTask(
    String role,
    String group,
    String state,
    Set<String> states,
    Optional<String> waits,
    Optional<String> function,
    Optional<String> page,
    List<String> frames) {
  private static final String GONE = "-";

  public SeenTask {
    states = Set.copyOf(states);
    frames = List.copyOf(frames);
  }

  static SeenTask of(PlayerLine line) {
    final String state = line.value("state").orElse(GONE);
    final Set<String> states = new LinkedHashSet<>(Set.of(state));
    for (String letter : List.of("R", "S", "D")) {
      if (line.number("seen-" + letter).orElse(0L) > 0) {
        states.add(letter);
      }
    }
    return new SeenTask(
        line.value("role").orElse("?"),
        line.value("group").orElse("?"),
        state,
        states,
        line.value("waits"),
        line.value("function"),
        line.value("page"),
        line.value("frames").map(text -> List.of(text.split("<", -1))).orElse(List.of()));
  }

  /** Is there nothing left of it that could do something? */
  public boolean isGone() {
    return state.equals(GONE) || state.equals("Z") || state.equals("X");
  }

  public boolean isWorker() {
    return role.equals("worker") || role.startsWith("worker ");
  }

  public boolean waitsFor(String what) {
    return waits.filter(what::equals).isPresent();
  }

  /** Is {@code name} one of the functions that it is in? */
  public boolean isIn(String name) {
    return function.filter(name::equals).isPresent() || frames.contains(name);
  }
}
