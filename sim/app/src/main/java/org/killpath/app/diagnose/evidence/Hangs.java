package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.lab.vhost.device.Device;

/** Puts tasks that hang together to hangs: who waits with whom, for what, and who has that. */
final class Hangs {
  private final BootLog log;
  private final Observer observer;
  private final HolderSearch holders;

  Hangs(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
    this.holders = new HolderSearch(log, observer);
  }

  /**
   * The hangs of {@code tasks}, each with those that hang in the same.
   *
   * @param strangers tasks that hang elsewhere; some may be tied to what a victim waits for
   */
  List<Hang> of(List<Seen> tasks, List<Seen> strangers, Hang.Certainty certainty) {
    final List<Hang> hangs = new ArrayList<>();
    for (List<Seen> together : groups(tasks, certainty)) {
      final Seen victim = together.stream()
          .filter(Seen::isWorker)
          .min(Comparator.comparingInt(task -> task.waitsFor().isPresent() ? 0 : 1))
          .or(() -> together.stream().filter(Seen::isVhosts).findFirst())
          .orElse(together.get(0));
      final List<Seen> others =
          together.stream().filter(task -> !task.equals(victim)).toList();
      hangs.add(hang(victim, others, strangers, certainty));
    }
    return hangs;
  }

  /** One list of blocked tasks is of one moment: unless drivers differ, they are one hang. */
  private List<List<Seen>> groups(List<Seen> tasks, Hang.Certainty certainty) {
    if (certainty == Hang.Certainty.MOMENT && !tasks.isEmpty()) {
      final long drivers = tasks.stream()
          .flatMap(Hangs::functions)
          .flatMap(function -> VhostNames.device(function).stream())
          .distinct()
          .count();
      if (drivers <= 1) {
        return List.of(tasks);
      }
    }
    return Groups.of(tasks, holders::of);
  }

  /** That of one task, which nobody reported. */
  Hang alone(Seen victim, Hang.Certainty certainty) {
    return hang(victim, List.of(), List.of(), certainty);
  }

  private Hang hang(
      Seen victim, List<Seen> others, List<Seen> strangers, Hang.Certainty certainty) {
    final boolean silent = certainty == Hang.Certainty.SILENT;
    final Holder holder;
    if (silent && victim.trace().kind() == Wait.UNKNOWN && victim.waitsFor().isEmpty()) {
      holder = new Holder.Unknown(
          "nothing says what it does; if it hangs, it waits for user memory or runs in a loop");
    } else if (certainty == Hang.Certainty.LOOPING && victim.trace().kind() == Wait.RUNNING) {
      holder = new Holder.Unknown(
          "it waits for nobody: it runs, in a loop that does not end or with more work than it gets"
              + " done");
    } else {
      holder = holders.of(victim);
    }
    final List<Seen> tied = victim
        .trace()
        .outside()
        .map(outside -> strangers.stream()
            .filter(task -> HolderSearch.isTied(task, outside))
            .toList())
        .orElse(List.of());
    return new Hang(
        victim,
        others,
        strangers.size(),
        holder,
        Chain.of(victim, holder, holders::of),
        certainty,
        Similar.to(victim, others, log, observer),
        tied,
        workersWithLocks(victim),
        device(victim, others, holder),
        ended(victim),
        log.looks(victim.task()));
  }

  /** A worker that holds a lock, or waits for one, is in every whole list; those of others are, too. */
  private Optional<Hang.Workers> workersWithLocks(Seen victim) {
    if (log.newestList().filter(LockLists::tellsWhoRuns).isEmpty()) {
      return Optional.empty();
    }
    final List<Seen> workers = log.lists().stream()
        .flatMap(list -> list.tasks().stream())
        .map(LocksOf::task)
        .distinct()
        .map(observer::see)
        .filter(Seen::isWorker)
        .toList();
    return Optional.of(Kinship.count(victim, workers));
  }

  private Optional<Device.Kind> device(Seen victim, List<Seen> others, Holder holder) {
    final Stream<String> crashed = holder instanceof Holder.Died died
        ? died.crash().calls().stream().map(Call::function)
        : Stream.empty();
    return Stream.concat(
            Stream.concat(Stream.concat(Stream.of(victim), others.stream()), holders(holder))
                .flatMap(Hangs::functions),
            crashed)
        .flatMap(function -> VhostNames.device(function).stream())
        .findFirst();
  }

  private static Stream<Seen> holders(Holder holder) {
    if (holder instanceof Holder.Suspects suspects) {
      return suspects.tasks().stream().filter(Holder.Suspect::likeliest).map(Holder.Suspect::task);
    }
    return holder instanceof Holder.Known known ? Stream.of(known.task()) : Stream.empty();
  }

  private static Stream<String> functions(Seen task) {
    return Stream.concat(
        task.trace().functions().stream(),
        Stream.concat(task.locks().stream(), task.waitsFor().stream())
            .map(lock -> lock.lock().at()));
  }

  /** The newest lock list, if the victim had locks before and has none there. */
  private Optional<String> ended(Seen victim) {
    return log.newestList()
        .filter(list -> list.ended() && list.of(victim.task()).isEmpty())
        .filter(list -> log.lists().stream()
            .anyMatch(before ->
                before.line() < list.line() && before.of(victim.task()).isPresent()))
        .map(LockLists::where);
  }
}
