package org.killpath.app.diagnose.evidence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.app.diagnose.log.Boot;
import org.killpath.app.diagnose.log.Captured;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.LikelyOwner;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.Named;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.Release;
import org.killpath.app.diagnose.log.ShownTasks;
import org.killpath.app.diagnose.log.Splat;
import org.killpath.app.diagnose.log.TaskId;

/** What one run of a kernel logged, as far as it matters; a limited amount, however much it was. */
final class BootLog {
  private static final int HUNG_TASKS = 64;
  private static final int DUMPS = 512;
  private static final int LISTS_AT_EACH_END = 6;
  private static final int NOTES = 32;
  private static final int SMALL = 4096;

  private Optional<String> release = Optional.empty();
  private final Names names = new Names();
  private final Bounded<TaskId, HungReport> hung = new Bounded<>(HUNG_TASKS);
  private final Bounded<TaskId, PrintedTask> dumps = new Bounded<>(DUMPS);
  private final Bounded<TaskId, LikelyOwner> owners = new Bounded<>(HUNG_TASKS);
  private final Bounded<TaskId, Captured> captures = new Bounded<>(HUNG_TASKS);
  private final Bounded<TaskId, Looks> looks = new Bounded<>(DUMPS);
  private final Bounded<TaskId, Tally> tallies = new Bounded<>(DUMPS);
  private final List<PrintedLocks> firstLists = new ArrayList<>();
  private final Deque<PrintedLocks> lastLists = new ArrayDeque<>();
  private final Bounded<String, Incident> incidents = new Bounded<>(NOTES);
  private final Bounded<String, Splat> splats = new Bounded<>(NOTES);
  private final Bounded<String, ShownTasks> shown = new Bounded<>(NOTES);
  private Optional<PrintedLocks> newestList = Optional.empty();
  private boolean vhostSeen;
  private int size;
  private long reports;

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

  /** So little that several of them may wait until they are looked into. */
  boolean isSmall() {
    return size <= SMALL;
  }

  void add(LogEntry entry) {
    if (isSmall()) {
      size += size(entry);
    }
    if (entry instanceof HungReport report) {
      reports++;
      hung(report);
    } else if (entry instanceof PrintedTask dump) {
      dump(dump);
    } else if (entry instanceof PrintedLocks list) {
      list(list);
    } else if (entry instanceof LikelyOwner owner) {
      owners.put(owner.waiter(), owner);
    } else if (entry instanceof Captured captured) {
      captures.put(names.of(captured.waiter()), captured);
    } else if (entry instanceof Named named) {
      names.of(named.task());
    } else if (entry instanceof Release name) {
      release = Optional.of(name.name());
    } else if (entry instanceof Boot boot) {
      release = Optional.of(boot.release());
    } else if (entry instanceof Incident incident) {
      reports++;
      incident(incident);
    } else if (entry instanceof Splat splat) {
      reports++;
      splats.put(splat.line() + "", splat);
      vhostSeen |= Aftermath.isVhosts(splat);
    } else if (entry instanceof ShownTasks asked) {
      reports++;
      shown.put(asked.what(), asked);
    }
  }

  /** How many lines or so it is of. */
  private static int size(LogEntry entry) {
    if (entry instanceof PrintedTask dump) {
      return 2 + dump.calls().size();
    }
    if (entry instanceof PrintedLocks list) {
      return 2 + list.tasks().stream().mapToInt(task -> 1 + task.locks().size()).sum();
    }
    if (entry instanceof Splat splat) {
      return 2 + splat.calls().size() + splat.held().size();
    }
    return entry instanceof Incident one
        ? 2 + one.calls().size() + one.freedBy().size()
        : 1;
  }

  private void hung(HungReport report) {
    names.of(report.task());
    hung.put(
        report.task(),
        hung.get(report.task()).map(first -> first.orLonger(report)).orElse(report));
  }

  private void incident(Incident incident) {
    vhostSeen |= Aftermath.isVhosts(incident);
    incident.task().ifPresent(names::of);
    final String key = incident.kind() + " " + incident.task() + " " + incident.function()
        + (incident.kind() == Incident.Kind.WARNING ? "" : incident.line());
    if (incidents.get(key).isEmpty()) {
      incidents.put(key, incident);
    }
  }

  private void dump(PrintedTask dump) {
    vhostSeen |= dump.task().isNamedLikeAWorker() || VhostNames.isIn(dump.calls());
    if (dump.source() == PrintedTask.Source.PAST) {
      return;
    }
    final TaskId task = names.of(dump.task());
    switch (dump.source()) {
      case STACK, CHANNEL, NAMELESS -> reports++;
      default -> {}
    }
    final Optional<PrintedTask> before = dump(task);
    if (before.filter(known -> !dump.tellsMoreThan(known)).isEmpty()) {
      looks.put(task, looks(task).and(before, dump));
      dumps.put(task, dump);
    }
    if (dump.source() != PrintedTask.Source.NAMELESS) {
      tallies.put(task, tallies.get(task).orElse(Tally.NONE).and(dump.running()));
    }
  }

  private void list(PrintedLocks printed) {
    if (!printed.systemWide()) {
      return;
    }
    reports++;
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

  /** How many reports there are, of whatever kind. */
  long reports() {
    return reports;
  }

  Optional<String> release() {
    return release;
  }

  Map<TaskId, HungReport> hung() {
    return hung.all();
  }

  /** The newest dump of a task; one that was printed before the task's name was known counts. */
  Optional<PrintedTask> dump(TaskId task) {
    return dumps.get(task).or(() -> dumps.get(names.withoutName(task)));
  }

  /** The looks at a task that showed the same as the newest. */
  Looks looks(TaskId task) {
    return looks.get(task).orElse(Looks.NONE);
  }

  Map<TaskId, PrintedTask> dumps() {
    return dumps.all();
  }

  TaskId named(TaskId task) {
    return names.of(task);
  }

  Optional<LikelyOwner> owner(TaskId waiter) {
    return owners.get(waiter);
  }

  Optional<Captured> captured(TaskId waiter) {
    return captures.get(waiter);
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

  List<Incident> incidents() {
    return List.copyOf(incidents.all().values());
  }

  List<Splat> splats() {
    return List.copyOf(splats.all().values());
  }

  List<ShownTasks> shown() {
    return List.copyOf(shown.all().values());
  }
}
