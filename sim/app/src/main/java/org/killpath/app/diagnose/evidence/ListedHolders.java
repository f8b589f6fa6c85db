package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.Holder.Sureness;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLocks;

/**
 * Looks in the lock lists for whoever has a lock. A list names a lock that is waited for, too, as the
 * last of its task: a task that names it before others has it; one that names it last has it or waits
 * for it, unless its call trace tells.
 */
final class ListedHolders {
  private final BootLog log;
  private final Observer observer;

  ListedHolders(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
  }

  /** Whoever has {@code lock}, which {@code victim} waits for; empty if no list names anybody. */
  Optional<Holder> of(Seen victim, SeenLock lock) {
    return newestFirst().stream()
        .flatMap(list ->
            (lock.hasAddress() ? in(list, victim, lock) : ofTheClass(list, victim, lock)).stream())
        .findFirst();
  }

  private Optional<Holder> in(PrintedLocks list, Seen victim, SeenLock lock) {
    final List<LocksOf> naming = list.tasks().stream()
        .filter(locks -> !locks.task().equals(victim.task()) && LockLists.names(locks, lock))
        .filter(locks ->
            observer.see(locks.task()).waitsFor().filter(lock::isSameAs).isEmpty())
        .toList();
    final List<LocksOf> having =
        naming.stream().filter(locks -> !mayWait(locks, lock)).toList();
    final String same = "the lock list (" + LockLists.where(list)
        + ") shows it with the same lock, " + lock.lock().address();
    if (!having.isEmpty()) {
      return Optional.of(new Holder.Known(
          observer.see(having.get(0).task()),
          same,
          having.size() == 1 && lock.isExclusive() ? Sureness.CERTAIN : Sureness.LIKELY));
    }
    if (naming.size() == 1) {
      final boolean alone = isWhole(list) && lock.isExclusive();
      return Optional.of(new Holder.Known(
          observer.see(naming.get(0).task()),
          alone
              ? same
                  + ", as its last; such a lock may be waited for, too, but the list shows every lock"
                  + " of every task, and this one with nobody else"
              : same + ", as its last: it has it, or waits for it, too",
          alone ? Sureness.CERTAIN : Sureness.LIKELY));
    }
    return naming.isEmpty()
        ? Optional.empty()
        : Optional.of(suspects(naming, same + ", as its last: it has it, or waits for it, too"));
  }

  /** Without addresses only the class is known, and every lock of that class looks the same. */
  private Optional<Holder> ofTheClass(PrintedLocks list, Seen victim, SeenLock lock) {
    final List<LocksOf> naming = list.tasks().stream()
        .filter(locks -> !locks.task().equals(victim.task()))
        .filter(locks -> observer.see(locks.task()).locks().stream()
            .anyMatch(held -> held.name().equals(lock.name())))
        .toList();
    final String how = "the lock list (" + LockLists.where(list) + ") shows it with a lock of the"
        + " same class, " + lock.name() + ": this kernel prints no addresses";
    if (naming.size() == 1) {
      return Optional.of(
          new Holder.Known(observer.see(naming.get(0).task()), how, Sureness.GUESSED));
    }
    return naming.isEmpty() ? Optional.empty() : Optional.of(suspects(naming, how));
  }

  private Holder suspects(List<LocksOf> naming, String how) {
    return new Holder.Suspects(
        naming.stream()
            .map(locks -> new Holder.Suspect(observer.see(locks.task()), false, List.of(how)))
            .toList(),
        0);
  }

  private boolean mayWait(LocksOf locks, SeenLock lock) {
    return !LockLists.has(locks, lock) && !observer.see(locks.task()).trace().isKnown();
  }

  /** Does it show every lock of every task? Then nobody else can have one of them. */
  private static boolean isWhole(PrintedLocks list) {
    return list.ended() && list.tasks().stream().allMatch(LocksOf::isWhole);
  }

  private List<PrintedLocks> newestFirst() {
    final List<PrintedLocks> lists = new ArrayList<>(log.lists());
    Collections.reverse(lists);
    return lists;
  }
}
