package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.Holder.Sureness;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.log.TaskId;

/**
 * Whom a hung task waits for, whom that one waits for in turn, and so on, as far as the log tells it.
 * What is only guessed is not followed.
 *
 * @param victim where it begins
 * @param links each has, or has to do, what the one before it waits for; the first is the victim's
 *     holder
 */
public record Chain(Seen victim, List<Holder.Known> links) {
  public Chain {
    links = List.copyOf(links);
  }

  /** Follows {@code first}, the victim's holder; {@code holders} says whom another task waits for. */
  static Chain of(Seen victim, Holder first, Function<Seen, Holder> holders) {
    final List<Holder.Known> links = new ArrayList<>();
    Holder holder = first;
    while (holder instanceof Holder.Known next
        && next.sureness() != Sureness.GUESSED
        && !new Chain(victim, links).closed()) {
      links.add(next);
      holder = holders.apply(next.task());
    }
    return new Chain(victim, links);
  }

  /** Is the last link the victim, or one of the links before? */
  public boolean closed() {
    return !deadlocked().isEmpty();
  }

  /** Who waits for each other in a ring, so that nobody of them ever goes on; empty if nobody does. */
  public List<Seen> deadlocked() {
    final List<Seen> tasks = tasks();
    final int last = tasks.size() - 1;
    final List<TaskId> names = tasks.stream().map(Seen::task).toList();
    return tasks.subList(names.indexOf(names.get(last)), last);
  }

  /** Who is at its end, if that is not whom the victim waits for; empty, too, if it has no end. */
  public Optional<Seen> root() {
    return closed() || links.size() < 2
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
