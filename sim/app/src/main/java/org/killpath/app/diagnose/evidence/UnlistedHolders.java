package org.killpath.app.diagnose.evidence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.PrintedTask;

/**
 * Who may have a mutex that no lock list shows: tasks whose traces show them asleep where vhost has
 * locks. A trace tells neither which lock it is nor of which device, so that nothing here is certain.
 */
final class UnlistedHolders {
  /** What is copied in before any lock is taken. */
  private static final Set<String> UNLOCKED =
      Set.of("vhost_chr_write_iter", "vhost_net_chr_write_iter", "vhost_net_chr_read_iter");

  private final BootLog log;
  private final Observer observer;

  UnlistedHolders(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
  }

  /** Whoever may have the mutex that {@code victim} waits for; empty if no trace shows anybody. */
  Optional<Holder> of(Seen victim) {
    final List<Holder.Suspect> found = log.dumps().values().stream()
        .map(PrintedTask::task)
        .map(log::named)
        .distinct()
        .filter(task -> !task.equals(victim.task()))
        .map(observer::see)
        .filter(Seen::isVhosts)
        .flatMap(task ->
            why(victim, task)
                .map(reason -> new Holder.Suspect(task, false, List.of(reason)))
                .stream())
        .toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Holder.Suspects(
            found.size() > 1
                ? found
                : List.of(
                    new Holder.Suspect(found.get(0).task(), true, found.get(0).reasons())),
            0));
  }

  private static Optional<String> why(Seen victim, Seen task) {
    final Optional<String> place = task.trace().innermost();
    if (place.isEmpty() || !task.trace().reliable() || UNLOCKED.contains(place.get())) {
      return Optional.empty();
    }
    final Wait wait = task.trace().kind();
    if (wait == Wait.USER_MEMORY) {
      return Optional.of("it waits for user memory in " + place.get()
          + "(), where vhost has a lock; no lock list says which, and of which device");
    }
    return isForDevMutex(victim) && isUnderDevMutex(task) && isForOthers(wait)
        ? Optional.of(
            "it waits for others in an ioctl, which has dev.mutex until it returns; no lock"
                + " list says that it is the same device")
        : Optional.empty();
  }

  private static boolean isForOthers(Wait wait) {
    return wait == Wait.COMPLETION || wait == Wait.REFERENCES || wait == Wait.RCU;
  }

  /** An ioctl, or the last close, that waits for a mutex by itself waits for dev.mutex. */
  private static boolean isForDevMutex(Seen task) {
    return task.trace().functions().size() == 1
        && isDoor(task.trace().functions().get(0));
  }

  private static boolean isUnderDevMutex(Seen task) {
    final List<String> functions = task.trace().functions();
    return functions.size() > 1 && isDoor(functions.get(functions.size() - 1));
  }

  private static boolean isDoor(String function) {
    return function.endsWith("_ioctl") || function.endsWith("_release");
  }
}
