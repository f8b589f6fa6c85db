package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.lab.vhost.device.Device;

/** Finds the hangs in what one run of a kernel logged. */
final class Investigator {
  private final BootLog log;
  private final Observer observer;
  private final HolderSearch holders;

  private Investigator(BootLog log) {
    this.log = log;
    this.observer = new Observer(log);
    this.holders = new HolderSearch(log, observer);
  }

  static CaseFile investigate(BootLog log) {
    return new Investigator(log).investigate();
  }

  private CaseFile investigate() {
    final List<Seen> hung = log.hung().values().stream()
        .sorted(Comparator.comparingLong(HungReport::line))
        .map(report -> observer.see(report.task()))
        .toList();
    final List<Seen> ours = hung.stream().filter(Seen::isVhosts).toList();
    final List<Hang> hangs = new ArrayList<>();
    for (List<Seen> together : Groups.of(ours, holders::of)) {
      hangs.add(hang(together, hung.size() - ours.size()));
    }
    if (hangs.isEmpty()) {
      silent().ifPresent(hangs::add);
    }
    return new CaseFile(
        log.release(),
        log.isAboutVhost(),
        hangs,
        hung.stream().filter(task -> !task.isVhosts()).map(Seen::task).toList(),
        hangs.isEmpty() ? holdersOfVhostsLocks() : List.of(),
        log.warnings(),
        log.splats());
  }

  private Hang hang(List<Seen> together, int strangers) {
    final Seen victim = together.stream()
        .filter(Seen::isWorker)
        .min(Comparator.comparingInt(task -> task.waitsFor().isPresent() ? 0 : 1))
        .orElse(together.get(0));
    final List<Seen> others =
        together.stream().filter(task -> !task.equals(victim)).toList();
    final Holder holder = holders.of(victim);
    return new Hang(
        victim,
        others,
        strangers,
        holder,
        false,
        workersWithLocks(),
        device(victim, others, holder),
        ended(victim));
  }

  /** Nobody is reported: a worker that has locks in the newest lists may hang all the same. */
  private Optional<Hang> silent() {
    final Map<TaskId, Seen> workers = new LinkedHashMap<>();
    for (PrintedLocks list : log.lists()) {
      if (!LockLists.tellsWhoRuns(list)) {
        continue;
      }
      for (LocksOf locks : list.tasks()) {
        final Seen task = observer.see(locks.task());
        if (task.isWorker() || (task.isVhosts() && waitsForSomebody(task))) {
          workers.put(locks.task(), task);
        }
      }
    }
    return workers.values().stream()
        .max(
            Comparator.comparingInt(task -> task.counts().map(Seen.Counts::most).orElse(0)))
        .map(victim -> {
          final Holder holder = victim.trace().kind() == Wait.UNKNOWN
              ? new Holder.Unknown(
                  "nothing says what it does; if it hangs, it waits for user memory or runs in a loop")
              : holders.of(victim);
          return new Hang(
              victim,
              List.of(),
              0,
              holder,
              true,
              workersWithLocks(),
              device(victim, List.of(), holder),
              ended(victim));
        });
  }

  private static boolean waitsForSomebody(Seen task) {
    return task.trace().kind() == Wait.MUTEX || task.trace().kind() == Wait.COMPLETION;
  }

  /** A worker that holds a lock, or waits for one, is in every whole list. */
  private Optional<Integer> workersWithLocks() {
    if (log.newestList().filter(LockLists::tellsWhoRuns).isEmpty()) {
      return Optional.empty();
    }
    final Set<TaskId> workers = new LinkedHashSet<>();
    for (PrintedLocks list : log.lists()) {
      list.tasks().stream()
          .map(locks -> observer.see(locks.task()))
          .filter(Seen::isWorker)
          .forEach(worker -> workers.add(worker.task()));
    }
    return Optional.of(workers.size());
  }

  private List<Seen> holdersOfVhostsLocks() {
    final Set<TaskId> holding = new LinkedHashSet<>();
    for (PrintedLocks list : log.lists()) {
      list.tasks().stream()
          .filter(locks ->
              locks.locks().stream().anyMatch(lock -> VhostNames.label(lock).isPresent()))
          .forEach(locks -> holding.add(locks.task()));
    }
    return holding.stream().map(observer::see).toList();
  }

  private Optional<Device.Kind> device(Seen victim, List<Seen> others, Holder holder) {
    final Stream<Seen> known =
        holder instanceof Holder.Known sure ? Stream.of(sure.task()) : Stream.empty();
    return Stream.concat(Stream.concat(Stream.of(victim), others.stream()), known)
        .flatMap(Investigator::functions)
        .flatMap(function -> VhostNames.device(function).stream())
        .findFirst();
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
