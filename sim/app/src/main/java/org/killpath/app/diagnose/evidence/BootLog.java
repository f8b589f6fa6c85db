package org.killpath.app.diagnose.evidence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.diagnose.log.Boot;
import org.killpath.app.diagnose.log.CircularDependency;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.KernelWarning;
import org.killpath.app.diagnose.log.LikelyOwner;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.Release;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;

/** What one run of a kernel logged, as far as it matters; a limited amount, however much it was. */
final class BootLog {
  private static final int HUNG_TASKS = 64;
  private static final int DUMPS = 512;
  private static final int LISTS_AT_EACH_END = 6;
  private static final int NOTES = 16;

  private Optional<String> release = Optional.empty();
  private final Bounded<TaskId, HungReport> hung = new Bounded<>(HUNG_TASKS);
  private final Bounded<TaskId, PrintedTask> dumps = new Bounded<>(DUMPS);
  private final Bounded<TaskId, LikelyOwner> owners = new Bounded<>(HUNG_TASKS);
  private final Bounded<TaskId, Tally> tallies = new Bounded<>(DUMPS);
  private final List<PrintedLocks> firstLists = new ArrayList<>();
  private final Deque<PrintedLocks> lastLists = new ArrayDeque<>();
  private final Bounded<String, KernelWarning> warnings = new Bounded<>(NOTES);
  private final Bounded<String, CircularDependency> splats = new Bounded<>(NOTES);
  private Optional<PrintedLocks> newestList = Optional.empty();
  private boolean vhostSeen;

  /** How often a task was seen running or not, and with how many locks. */
  record Tally(int running, int asleep, Optional<Seen.Counts> counts) {
    static final Tally NONE = new Tally(0, 0, Optional.empty());

    Tally and(boolean ran) {
      return new Tally(running + (ran ? 1 : 0), asleep + (ran ? 0 : 1), counts);
    }

    Tally counting(int count) {
      return new Tally(
          running,
          asleep,
          Optional.of(counts.map(seen -> seen.and(count)).orElse(new Seen.Counts(count, count))));
    }
  }

  void add(LogEntry entry) {
    if (entry instanceof HungReport report) {
      hung.put(
          report.task(),
          hung.get(report.task()).map(first -> first.orLonger(report)).orElse(report));
    } else if (entry instanceof PrintedTask dump) {
      dump(dump);
    } else if (entry instanceof PrintedLocks list) {
      list(list);
    } else if (entry instanceof LikelyOwner owner) {
      owners.put(owner.waiter(), owner);
    } else if (entry instanceof Release name) {
      release = Optional.of(name.name());
    } else if (entry instanceof Boot boot) {
      release = Optional.of(boot.release());
    } else if (entry instanceof KernelWarning warning) {
      if (VhostNames.isFunction(warning.function())) {
        vhostSeen = true;
        warnings.put(warning.function(), warning);
      }
    } else if (entry instanceof CircularDependency splat) {
      if (VhostNames.label(splat.wanted()).isPresent()
          && VhostNames.label(splat.held()).isPresent()) {
        vhostSeen = true;
        splats.put(splat.wanted() + " " + splat.held(), splat);
      }
    }
  }

  private void dump(PrintedTask dump) {
    if (dump.source() == PrintedTask.Source.WARNING) {
      return;
    }
    vhostSeen |= dump.task().isNamedLikeAWorker() || VhostNames.isIn(dump.calls());
    if (!dump.calls().isEmpty() || dumps.get(dump.task()).isEmpty()) {
      dumps.put(dump.task(), dump);
    }
    tallies.put(dump.task(), tallies.get(dump.task()).orElse(Tally.NONE).and(dump.running()));
  }

  private void list(PrintedLocks printed) {
    final PrintedLocks list = LockLists.trusted(printed);
    newestList = Optional.of(list);
    if (!VhostNames.isIn(list)) {
      return;
    }
    vhostSeen = true;
    if (firstLists.size() < LISTS_AT_EACH_END) {
      firstLists.add(list);
    } else {
      lastLists.addLast(list);
      if (lastLists.size() > LISTS_AT_EACH_END) {
        lastLists.removeFirst();
      }
    }
    for (LocksOf locks : list.tasks()) {
      final Tally before = tallies.get(locks.task()).orElse(Tally.NONE);
      final Tally counted = before.counting(locks.count());
      tallies.put(
          locks.task(), LockLists.tellsWhoRuns(list) ? counted.and(locks.wasRunning()) : counted);
    }
  }

  /** Does anything in it have to do with vhost? */
  boolean isAboutVhost() {
    return vhostSeen;
  }

  Optional<String> release() {
    return release;
  }

  Map<TaskId, HungReport> hung() {
    return hung.all();
  }

  long hungDropped() {
    return hung.dropped();
  }

  Optional<PrintedTask> dump(TaskId task) {
    return dumps.get(task);
  }

  Map<TaskId, PrintedTask> dumps() {
    return dumps.all();
  }

  Optional<LikelyOwner> owner(TaskId waiter) {
    return owners.get(waiter);
  }

  Tally tally(TaskId task) {
    return tallies.get(task).orElse(Tally.NONE);
  }

  /** Lock lists that have to do with vhost, in the order of the log; some in the middle may be gone. */
  List<PrintedLocks> lists() {
    final List<PrintedLocks> lists = new ArrayList<>(firstLists);
    lists.addAll(lastLists);
    return lists;
  }

  Optional<PrintedLocks> newestList() {
    return newestList;
  }

  List<KernelWarning> warnings() {
    return List.copyOf(warnings.all().values());
  }

  List<CircularDependency> splats() {
    return List.copyOf(splats.all().values());
  }
}
