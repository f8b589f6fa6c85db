package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.Holder.Sureness;
import org.killpath.app.diagnose.evidence.task.Seen;

/**
 * Whom a hung task waits for, whom that one waits for in turn, and so on, as far as the log tells it.
 * What is only guessed is not followed.
 *
 * @param victim where it begins
 * @param links each has, or has to do, what the one before it waits for; the first is the victim's
 *     holder
 * @param closed the last link is the victim, or one of the links before
 */
public record Chain(Seen victim, List<Holder.Known> links, boolean closed) {
  public Chain {
    links = List.copyOf(links);
  }

  /** Follows {@code first}, the victim's holder; {@code holders} says whom another task waits for. */
  static Chain of(Seen victim, Holder first, Function<Seen, Holder> holders) {
    final List<Holder.Known> links = new ArrayList<>();
    Holder holder = first;
    while (holder instanceof Holder.Known next && next.sureness() != Sureness.GUESSED) {
      final boolean met = Stream.concat(Stream.of(victim), links.stream().map(Holder.Known::task))
          .anyMatch(task -> task.task().equals(next.task().task()));
      links.add(next);
      if (met) {
        return new Chain(victim, links, true);
      }
      holder = holders.apply(next.task());
    }
    return new Chain(victim, links, false);
  }

  /** Who waits for each other in a ring, so that nobody of them ever goes on; empty if nobody does. */
  public List<Seen> deadlocked() {
    if (!closed) {
      return List.of();
    }
    final List<Seen> tasks = tasks();
    final Seen again = tasks.get(tasks.size() - 1);
    return tasks.subList(tasks.indexOf(again), tasks.size() - 1);
  }

  /** Who is at its end, if that is not whom the victim waits for; empty, too, if it has no end. */
  public Optional<Seen> root() {
    return closed || links.size() < 2
        ? Optional.empty()
        : Optional.of(links.get(links.size() - 1).task());
  }

  /** Is each link? */
  public boolean isCertain() {
    return links.stream().allMatch(Holder.Known::certain);
  }

  private List<Seen> tasks() {
    return Stream.concat(Stream.of(victim), links.stream().map(Holder.Known::task))
        .toList();
  }
}
