package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.lab.vhost.device.Device;

/** Finds the hangs in what one run of a kernel logged. */
final class Investigator {
  private static final Set<String> OF_DEATH =
      Set.of("do_exit", "do_group_exit", "vhost_worker_killed", "vfs_coredump", "do_coredump");

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
    final List<Seen> strangers = hung.stream().filter(task -> !task.isVhosts()).toList();
    final List<Hang> hangs = hangs(
        withGroupsEnds(ours, strangers),
        strangers.stream().filter(task -> !task.isOfAGroupsEnd()).toList(),
        Hang.Certainty.REPORTED);
    if (hangs.isEmpty()) {
      final List<Seen> looping = Lockups.tasks(log, observer);
      final List<Seen> blocked = Blocked.tasks(log, observer).stream()
          .filter(task -> !looping.contains(task))
          .toList();
      hangs.addAll(hangs(looping, strangers, Hang.Certainty.LOOPING));
      hangs.addAll(hangs(blocked, strangers, Hang.Certainty.MOMENT));
    }
    if (hangs.isEmpty()) {
      new SilentHang(log, observer)
          .victim()
          .map(victim -> hang(victim, List.of(), List.of(), 0, SilentHang.certainty(victim)))
          .ifPresent(hangs::add);
    }
    return new CaseFile(
        Optional.empty(),
        log.release(),
        Age.of(log.release(), functions()),
        log.isAboutVhost(),
        hangs,
        strangers.stream()
            .filter(task -> hangs.stream().noneMatch(hang -> hang.isOf(task)))
            .map(Seen::task)
            .toList(),
        hangs.isEmpty() ? holdersOfVhostsLocks() : List.of(),
        workers(Wait.IDLE),
        from(PrintedTask.Source.FREEZER),
        log.incidents(),
        log.splats(),
        log.shown(),
        hung,
        new UntoldTasks(log, observer).beside(hangs),
        blockedElsewhere(),
        isSomebodyDying(),
        !log.dumps().isEmpty() || log.newestList().isPresent(),
        log.reports());
  }

  /**
   * With those that wait for the rest of a group to end, in a core dump or in {@code execve()}: a
   * thread that is stuck in vhost, or a worker, may be what they wait for. Where nothing of vhost is in
   * the log, they have nothing to do with it that could be seen.
   */
  private List<Seen> withGroupsEnds(List<Seen> ours, List<Seen> strangers) {
    final List<Seen> all = new ArrayList<>(ours);
    strangers.stream()
        .filter(Seen::isOfAGroupsEnd)
        .filter(task -> ours.isEmpty() ? log.isAboutVhost() : isOfOneGroupWith(task, ours))
        .forEach(all::add);
    return all;
  }

  private static boolean isOfOneGroupWith(Seen task, List<Seen> ours) {
    return task.tgid()
        .filter(group -> ours.stream().anyMatch(other -> other.isOfGroup(group)))
        .isPresent();
  }

  private List<Hang> hangs(List<Seen> tasks, List<Seen> strangers, Hang.Certainty certainty) {
    final List<Hang> hangs = new ArrayList<>();
    for (List<Seen> together : groups(tasks, certainty)) {
      final Seen victim = together.stream()
          .filter(Seen::isWorker)
          .min(Comparator.comparingInt(task -> task.waitsFor().isPresent() ? 0 : 1))
          .or(() -> together.stream().filter(Seen::isVhosts).findFirst())
          .orElse(together.get(0));
      final List<Seen> others =
          together.stream().filter(task -> !task.equals(victim)).toList();
      hangs.add(hang(victim, others, strangers, strangers.size(), certainty));
    }
    return hangs;
  }

  /** One list of blocked tasks is of one moment: unless drivers differ, they are one hang. */
  private List<List<Seen>> groups(List<Seen> tasks, Hang.Certainty certainty) {
    if (certainty == Hang.Certainty.MOMENT && !tasks.isEmpty()) {
      final long drivers = tasks.stream()
          .flatMap(Investigator::functions)
          .flatMap(function -> VhostNames.device(function).stream())
          .distinct()
          .count();
      if (drivers <= 1) {
        return List.of(tasks);
      }
    }
    return Groups.of(tasks, holders::of);
  }

  private Hang hang(
      Seen victim, List<Seen> others, List<Seen> strangers, int count, Hang.Certainty certainty) {
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
        count,
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

  /** Every function of vhost that the log shows. */
  private Set<String> functions() {
    final Stream<Call> calls = Stream.concat(
        log.dumps().values().stream().flatMap(dump -> dump.calls().stream()),
        log.incidents().stream().flatMap(one -> one.calls().stream()));
    final Set<String> functions = new HashSet<>();
    Stream.concat(
            calls.filter(VhostNames::isOurs).map(Call::function),
            log.lists().stream()
                .flatMap(list -> list.tasks().stream())
                .flatMap(task -> task.locks().stream())
                .map(lock -> lock.at())
                .filter(VhostNames::isFunction))
        .map(Backtrace::plain)
        .forEach(functions::add);
    return functions;
  }

  private boolean isSomebodyDying() {
    return log.dumps().values().stream()
            .flatMap(dump -> dump.calls().stream())
            .map(Call::function)
            .anyMatch(OF_DEATH::contains)
        || log.incidents().stream().anyMatch(one -> one.kind() == Incident.Kind.OOM_KILL);
  }

  private List<Seen> blockedElsewhere() {
    return tasks()
        .filter(task -> !task.isVhosts() && !task.isHung())
        .filter(task -> task.state().filter(state -> state == 'D').isPresent()
            || (task.state().isEmpty() && task.trace().outside().isPresent()))
        .toList();
  }

  private List<Seen> workers(Wait kind) {
    return tasks()
        .filter(task -> task.isWorker()
            && task.isVhosts()
            && task.trace().kind() == kind
            && task.trace().reliable())
        .toList();
  }

  private List<Seen> from(PrintedTask.Source source) {
    return tasks()
        .filter(task -> task.source().filter(source::equals).isPresent())
        .toList();
  }

  private Stream<Seen> tasks() {
    return log.dumps().keySet().stream().map(log::named).distinct().map(observer::see);
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

  private List<Seen> holdersOfVhostsLocks() {
    final Set<TaskId> holding = new LinkedHashSet<>();
    for (PrintedLocks list : log.lists()) {
      list.tasks().stream()
          .filter(locks -> locks.locks().stream().anyMatch(VhostNames::isOurs))
          .map(LocksOf::task)
          .forEach(holding::add);
    }
    return holding.stream().map(observer::see).toList();
  }

  private Optional<Device.Kind> device(Seen victim, List<Seen> others, Holder holder) {
    final Stream<String> crashed = holder instanceof Holder.Died died
        ? died.crash().calls().stream().map(Call::function)
        : Stream.empty();
    return Stream.concat(
            Stream.concat(Stream.concat(Stream.of(victim), others.stream()), holders(holder))
                .flatMap(Investigator::functions),
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

  /** Does the freezer, or a crash, rather than a hang account for the task? */
  static boolean isAccountedFor(Seen task, List<Incident> incidents) {
    return (task.source().filter(source -> source == PrintedTask.Source.FREEZER).isPresent()
            && task.state().filter(state -> state == 'D').isEmpty())
        || Aftermath.endOf(incidents, task.task()).isPresent();
  }
}
