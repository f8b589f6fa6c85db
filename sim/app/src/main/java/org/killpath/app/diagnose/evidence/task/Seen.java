package org.killpath.app.diagnose.evidence.task;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;

/**
 * All that a log says of one task.
 *
 * @param source why its newest trace was printed, if there is one
 * @param reported what the watchdog said of it, with the longest time that it named
 * @param timesRunning in how many observations it was executing
 * @param timesAsleep in how many it was not
 * @param locks of the newest list that shows any; one that it waits for is left out
 * @param waitsFor the lock that it waits for
 * @param counts the smallest and the greatest number of locks that was printed, if any was
 */
public record Seen(
    TaskId task,
    Optional<Integer> tgid,
    Optional<PrintedTask.Source> source,
    Optional<HungReport> reported,
    Optional<Character> state,
    int timesRunning,
    int timesAsleep,
    Backtrace trace,
    List<SeenLock> locks,
    Optional<SeenLock> waitsFor,
    Optional<Counts> counts) {

  /** How many locks a task was said to have. */
  public record Counts(int least, int most) {
    public Counts and(int count) {
      return new Counts(Math.min(least, count), Math.max(most, count));
    }
  }

  public Seen {
    locks = List.copyOf(locks);
  }

  public boolean isHung() {
    return reported.isPresent();
  }

  /** The longest time that the watchdog reported, in seconds. */
  public Optional<Long> hungFor() {
    return reported.map(HungReport::seconds);
  }

  /** Locks were counted, but never listed. */
  public boolean isCountOnly() {
    return counts.isPresent() && locks.isEmpty() && waitsFor.isEmpty();
  }

  /** KVM runs a {@code vhost_task} of its own, for huge pages. */
  private boolean isKvms() {
    return task.comm().startsWith("kvm-");
  }

  /** Has it anything to do with vhost? */
  public boolean isVhosts() {
    return !isKvms()
        && (task.isNamedLikeAWorker()
            || (!trace.functions().isEmpty() && !trace.isOfAGroupsEnd())
            || waitsFor.filter(SeenLock::isVhosts).isPresent()
            || locks.stream().anyMatch(SeenLock::isVhosts));
  }

  /** Does it wait for the rest of its group to end, be it vhost's or not? */
  public boolean isOfAGroupsEnd() {
    return trace.isOfAGroupsEnd();
  }

  /** Is it of this group, as far as its name or the log tells? A worker is named after its owner. */
  public boolean isOfGroup(int group) {
    return tgid.filter(mine -> mine == group).isPresent() || task.comm().equals("vhost-" + group);
  }

  /** Is it a vhost worker, by where it is or, if that is not all known, by its name? */
  public boolean isWorker() {
    final boolean named = trace.functions().isEmpty()
        || (source.filter(PrintedTask.Source.CHANNEL::equals).isPresent()
            && task.isNamedLikeAWorker());
    return named
        ? task.isNamedLikeAWorker()
        : trace.has("vhost_task_fn")
            || trace.has("vhost_run_work_kthread_list")
            || trace.has("vhost_worker");
  }

  /** Is this the last of its locks, while no trace tells whether it waits for it? */
  public boolean mayWaitFor(SeenLock lock) {
    return !trace.isKnown()
        && waitsFor.isEmpty()
        && !locks.isEmpty()
        && locks.get(locks.size() - 1).lock().address().equals(lock.lock().address());
  }

  /** Does it hold this lock, as far as the lists show? */
  public boolean holds(SeenLock lock) {
    return locks.stream().anyMatch(lock::isSameAs);
  }
}
