package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.app.diagnose.evidence.Holder.Sureness;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Outside;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.Captured;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.LikelyOwner;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;

/** Looks for whom a hung task waits for. */
final class HolderSearch {
  private final BootLog log;
  private final Observer observer;
  private final CompleterSearch completers;
  private final ListedHolders listed;
  private final DeadHolders dead;

  HolderSearch(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
    this.completers = new CompleterSearch(log, observer);
    this.listed = new ListedHolders(log, observer);
    this.dead = new DeadHolders(log, observer);
  }

  Holder of(Seen victim) {
    if (victim.isOfAGroupsEnd()) {
      return completers.ofGroupsEnd(victim);
    }
    if (victim.waitsFor().isPresent()) {
      return ofLock(victim);
    }
    final Optional<Outside> outside = victim.trace().outside();
    if (outside.isPresent()) {
      return ofOutside(victim, outside.get());
    }
    return switch (victim.trace().kind()) {
      case USER_MEMORY ->
        new Holder.Outside("whoever has to serve "
            + victim.trace().fault().orElse(Backtrace.Fault.OTHER).words());
      case COMPLETION, REFERENCES -> completers.of(victim);
      case RCU -> ofReaders();
      case IDLE -> new Holder.Unknown("it is idle, and waits for nobody in particular");
      case MUTEX, SOCKET, BACK_OFF, RUNNING, UNKNOWN -> ofLock(victim);
    };
  }

  /** Who is inside a reader no log shows; but the kernel tells who holds up a grace period. */
  private Holder ofReaders() {
    final Optional<Incident> stall = log.incidents().stream()
        .filter(
            one -> one.kind() == Incident.Kind.RCU_STALL || one.kind() == Incident.Kind.SOFT_LOCKUP)
        .findFirst();
    if (stall.isEmpty()) {
      return new Holder.Unknown("a log does not show who is inside an RCU read-side section");
    }
    final String where = "(line " + stall.get().line() + ")";
    return stall
        .get()
        .task()
        .or(() -> log.dumps().values().stream()
            .filter(dump -> dump.source() == PrintedTask.Source.PROCESSOR && dump.running())
            .map(PrintedTask::task)
            .findFirst())
        .<Holder>map(task -> new Holder.Known(
            observer.see(task),
            "it ran when the kernel reported " + stall.get().kind().words() + " " + where
                + ", and holds up every grace period",
            Sureness.GUESSED))
        .orElse(new Holder.Unknown("the kernel reported " + stall.get().kind().words() + " " + where
            + ": whoever is in its trace holds up every grace period"));
  }

  /** Another hung task of the same part of the kernel, if there is one; nobody of vhost. */
  private Holder ofOutside(Seen victim, Outside outside) {
    final Optional<TaskId> owner = log.owner(victim.task())
        .flatMap(LikelyOwner::owner)
        .or(() -> log.captured(victim.task()).flatMap(Captured::owner));
    if (owner.isPresent()) {
      return new Holder.Known(
          observer.see(owner.get()), "the kernel names it as owner of the lock", Sureness.LIKELY);
    }
    return log.hung().keySet().stream()
        .filter(task -> !task.equals(victim.task()))
        .map(observer::see)
        .filter(task -> isTied(task, outside))
        .findFirst()
        .<Holder>map(task -> new Holder.Known(
            task,
            "it hangs in the same log, in the same part of the kernel (" + outside.part()
                + "): likely the cause",
            Sureness.GUESSED))
        .orElse(new Holder.Unknown("what it waits for is not vhost's: " + outside.what() + " ("
            + outside.function() + "())"));
  }

  /** Is it of the part of the kernel that somebody of vhost waits for? */
  static boolean isTied(Seen task, Outside outside) {
    return !task.isVhosts()
        && (outside.concerns(task.task().comm().replaceFirst("/.*", ""))
            || outside.concerns(task.task().comm())
            || task.trace().inner().stream().anyMatch(call -> outside.concerns(call.function())));
  }

  private Holder ofLock(Seen victim) {
    final Optional<SeenLock> own = victim.waitsFor().filter(victim::holds);
    if (own.isPresent()
        || log.owner(victim.task())
            .flatMap(LikelyOwner::owner)
            .filter(victim.task()::equals)
            .isPresent()) {
      return new Holder.Known(
          victim,
          own.isPresent()
              ? "itself: the lock list shows that it has the lock that it waits for, "
                  + own.get().lock().address()
              : "itself: the kernel calls it the likely owner of the mutex that it waits for",
          own.isPresent() ? Sureness.CERTAIN : Sureness.LIKELY);
    }
    final Optional<Captured> captured = log.captured(victim.task());
    if (captured.flatMap(Captured::owner).isPresent()) {
      return new Holder.Known(
          observer.see(captured.get().owner().get()),
          "the owner word of the mutex at " + captured.get().mutex().orElse("?")
              + ", read from the kernel's memory, names it (line "
              + captured.get().line() + ")",
          Sureness.CERTAIN);
    }
    final Optional<Holder> named = victim.waitsFor().flatMap(lock -> listed.of(victim, lock));
    if (named.isPresent()) {
      return named.get();
    }
    final Optional<TaskId> owner = log.owner(victim.task()).flatMap(LikelyOwner::owner);
    if (owner.isPresent()) {
      return new Holder.Known(
          observer.see(owner.get()),
          "the kernel calls it the likely owner of the mutex",
          Sureness.LIKELY);
    }
    final Optional<Outside> outside = victim.trace().outside();
    if (outside.isPresent() && victim.waitsFor().flatMap(SeenLock::label).isEmpty()) {
      return ofOutside(victim, outside.get());
    }
    final Optional<Holder> died = dead.ofItsGroup(victim);
    if (died.isPresent()) {
      return died.get();
    }
    final Holder alive = unnamed(victim);
    return alive instanceof Holder.Unknown ? dead.only(victim).orElse(alive) : alive;
  }

  private Holder unnamed(Seen victim) {
    if (victim.trace().kind() == Wait.RUNNING || victim.waitsFor().isEmpty()) {
      return victim.trace().kind() == Wait.MUTEX
          ? new UnlistedHolders(log, observer)
              .of(victim)
              .orElse(new Holder.Unknown("the log has no lock list with the mutex in it"))
          : new Holder.Unknown("the log does not show what it waits for");
    }
    return suspects(victim, true);
  }

  /** Tasks of which only the number of locks was printed: they ran, and may have any lock. */
  private Holder suspects(Seen victim, boolean sameLists) {
    final Set<TaskId> counted = new LinkedHashSet<>();
    final Set<TaskId> excluded = new LinkedHashSet<>();
    boolean whole = true;
    for (PrintedLocks list : log.lists()) {
      if (sameLists && list.of(victim.task()).isEmpty()) {
        continue;
      }
      whole &= list.ended() && list.tasks().stream().allMatch(LockLists::isTold);
      LockLists.countOnly(list).forEach(locks -> counted.add(locks.task()));
      list.tasks().stream()
          .filter(locks -> !locks.locks().isEmpty() && locks.isWhole())
          .forEach(locks -> excluded.add(locks.task()));
    }
    counted.remove(victim.task());
    excluded.remove(victim.task());
    excluded.removeAll(counted);
    if (counted.isEmpty()) {
      return new Holder.Unknown(
          !whole
              ? "the lock list that the log has is not whole: whoever has it may stand in what is cut off"
              : excluded.isEmpty()
                  ? "the log has no lock list with other tasks in it"
                  : "no task of the lock list has it, and every one shows all its locks: the holder had gone"
                      + " on when the list was printed, or the log is not whole");
    }
    final List<Suspicion> ranked = counted.stream()
        .map(task -> Suspicion.of(victim, observer.see(task)))
        .sorted(Comparator.comparingInt(Suspicion::points)
            .reversed()
            .thenComparing(suspicion -> suspicion.distance()))
        .toList();
    final boolean clear =
        ranked.size() == 1 || ranked.get(0).points() > ranked.get(1).points();
    final List<Holder.Suspect> suspects = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      suspects.add(new Holder.Suspect(
          ranked.get(i).task(), clear && i == 0, ranked.get(i).reasons()));
    }
    return new Holder.Suspects(suspects, excluded.size());
  }
}
