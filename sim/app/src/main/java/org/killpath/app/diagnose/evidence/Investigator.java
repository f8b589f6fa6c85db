package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.Incident;

/** Finds the hangs in what one run of a kernel logged. */
final class Investigator {
  private static final Set<String> OF_DEATH =
      Set.of("do_exit", "do_group_exit", "vhost_worker_killed", "vfs_coredump", "do_coredump");

  private final BootLog log;
  private final Observer observer;
  private final Hangs together;
  private final Bystanders bystanders;

  private Investigator(BootLog log) {
    this.log = log;
    this.observer = new Observer(log);
    this.together = new Hangs(log, observer);
    this.bystanders = new Bystanders(log, observer);
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
    final List<Hang> hangs = together.of(
        withGroupsEnds(ours, strangers),
        strangers.stream().filter(task -> !task.isOfAGroupsEnd()).toList(),
        Hang.Certainty.REPORTED);
    if (hangs.isEmpty()) {
      final List<Seen> looping = Lockups.tasks(log, observer);
      final List<Seen> blocked = Blocked.tasks(log, observer).stream()
          .filter(task -> !looping.contains(task))
          .toList();
      hangs.addAll(together.of(looping, strangers, Hang.Certainty.LOOPING));
      hangs.addAll(together.of(blocked, strangers, Hang.Certainty.MOMENT));
    }
    if (hangs.isEmpty()) {
      new SilentHang(log, observer)
          .victim()
          .map(victim -> together.alone(victim, SilentHang.certainty(victim)))
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
        hangs.isEmpty() ? bystanders.holdersOfVhostsLocks() : List.of(),
        bystanders.idleWorkers(),
        bystanders.notFrozen(),
        log.incidents(),
        log.splats(),
        log.shown(),
        hung,
        new UntoldTasks(log, observer).beside(hangs),
        bystanders.blockedElsewhere(),
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
}
