package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.Aftermath;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.line.Extent;

/**
 * What to say of an input in which no hang of vhost was found. That none is there is said only if all
 * that could show one was understood; else, what is not known, and what to capture.
 */
public final class Absence {
  private static final int MOST_TASKS = 4;
  private static final String NAMED_ONLY =
      "Lines of this log name vhost, but no report in it is of vhost: it does not say whether vhost hangs.";

  private final Findings findings;
  private final List<Seen> untold;

  public Absence(Findings findings) {
    this.findings = findings;
    this.untold =
        findings.cases().stream().flatMap(file -> file.untold().stream()).toList();
  }

  /** The answer in a sentence or two. */
  public String summary() {
    final Extent extent = findings.extent();
    if (extent.bytes() == 0) {
      return "The input is empty.";
    }
    if (extent.binary()) {
      return "This is " + extent.noText() + ".";
    }
    final String unknown = unknown();
    if (!unknown.isEmpty()
        && unknown.equals(missed())
        && crash().isEmpty()
        && Understanding.kernelLines(findings) > 0) {
      return "No report of a hang is in this log, but " + unknown + ".";
    }
    if (!unknown.isEmpty()) {
      return crash().map(what -> "In this log: " + what + ". ").orElse("")
          + "Whether vhost hangs cannot be told from this log: " + unknown + ".";
    }
    final boolean named = extent.vhost() > 0;
    if (Understanding.kernelLines(findings) == 0 && Understanding.reports(findings) == 0) {
      return named
          ? "There are no kernel messages in this text; vhost is mentioned in prose only."
          : "There are no kernel messages in this text: nothing can be said about a hang.";
    }
    if (findings.cases().stream().anyMatch(CaseFile::aboutVhost)) {
      return ofVhost();
    }
    return named ? NAMED_ONLY : ofOthers();
  }

  private String ofVhost() {
    return crash()
        .map(what -> "No hang of vhost is reported in this log, but " + what + ".")
        .orElse("No hang of vhost is reported in this log, though vhost is in it.");
  }

  private String ofOthers() {
    final List<Seen> hung =
        findings.cases().stream().flatMap(file -> file.hungTasks().stream()).toList();
    if (!hung.isEmpty()) {
      return "Nothing of vhost is in this log; the hung tasks in it wait somewhere else: "
          + Strangers.of(hung) + ".";
    }
    final List<Seen> blocked =
        findings.cases().stream().flatMap(file -> file.elsewhere().stream()).toList();
    return blocked.isEmpty()
        ? "Nothing of vhost and no hung task is in this log."
        : "Nothing of vhost and no hung task is in this log; tasks that were blocked when they were looked at"
            + " wait somewhere else: " + Strangers.of(blocked) + ".";
  }

  /** The first thing that went wrong in vhost, a mere warning apart. */
  private Optional<String> crash() {
    return crashes().findFirst().map(IncidentWords::of);
  }

  private Stream<Incident> crashes() {
    return findings.cases().stream()
        .flatMap(file -> file.incidents().stream())
        .filter(Aftermath::isVhosts)
        .filter(one -> switch (one.kind()) {
          case KASAN, OOPS, BUG, SOFT_LOCKUP, RCU_STALL -> true;
          default -> false;
        });
  }

  /** Why it cannot be told; empty if it can. */
  private String unknown() {
    final List<String> reasons = new ArrayList<>();
    untold.stream().limit(MOST_TASKS).map(Absence::of).forEach(reasons::add);
    if (untold.size() > MOST_TASKS) {
      reasons.add((untold.size() - MOST_TASKS) + " more tasks are like that");
    }
    Optional.of(missed()).filter(what -> !what.isEmpty()).ifPresent(reasons::add);
    findings.understood().unfinished().forEach(what -> reasons.add("the log ends inside " + what));
    if (isAskedInVain()) {
      reasons.add("tasks or locks were asked for, and none is in the log behind that");
    }
    if (crashes().anyMatch(Incident::endsTheTask)) {
      reasons.add("whoever waits for the task that ended there hangs, be it reported or not");
    }
    findings.extent().unread().forEach(reasons::add);
    return String.join("; ", reasons);
  }

  /** Lines of no known form, if there are any: they may be of whatever somebody wrote into the log. */
  private String missed() {
    return findings.understood().missedCount() == 0
        ? ""
        : "lines that name vhost were not understood (the first is line "
            + findings.understood().missed().get(0).line() + ")";
  }

  private boolean isAskedInVain() {
    return findings.cases().stream().anyMatch(CaseFile::isAskedInVain);
  }

  /** What a task does, as far as the log shows it. */
  private static String of(Seen task) {
    final String who =
        task.task() + task.state().map(state -> " (" + state + ")").orElse("");
    if (task.trace().functions().isEmpty()) {
      return who + (task.isHung() ? " is hung, and " : " is in it, and ") + missing(task);
    }
    if (task.isOfAGroupsEnd()) {
      return who + " waits for the other threads of its group, in " + place(task)
          + ": a worker of vhost may be one";
    }
    if (!task.trace().reliable()) {
      return who + " was in " + place(task) + ", by a trace that is a guess";
    }
    if (task.trace().kind() == Wait.RUNNING && task.timesRunning() > 1 && task.timesAsleep() == 0) {
      return who + " ran each of the " + task.timesRunning()
          + " times that it was looked at, the last time in " + place(task)
          + ": it loops, or has much to do";
    }
    return task.trace().kind() == Wait.RUNNING
        ? who + " ran in " + place(task) + ": one moment does not tell whether it loops or works"
        : who + " was in " + place(task) + ": one moment does not tell whether it stays there";
  }

  private static String missing(Seen task) {
    if (task.trace().inner().isEmpty()) {
      return task.locks().isEmpty()
          ? "the log has no call trace of it"
          : "nothing but its locks is in the log: " + HolderWords.locks(task.locks());
    }
    return "its call trace is cut off, or has nothing of vhost: "
        + task.trace().inner().stream()
            .limit(2)
            .map(call -> call.function() + "()")
            .collect(Collectors.joining(", "));
  }

  private static String place(Seen task) {
    return task.trace().innermost().map(name -> name + "()").orElse("vhost");
  }

  /** What would settle it; nothing if nothing is open. */
  public List<String> captureNext() {
    final boolean open = !unknown().isEmpty() || summary().equals(NAMED_ONLY);
    if (findings.extent().bytes() == 0 || findings.extent().binary() || !open) {
      return List.of();
    }
    final List<String> next = new ArrayList<>();
    untold.stream()
        .filter(task -> task.task().isNamed())
        .limit(MOST_TASKS)
        .map(task -> Commands.stack(task.task()))
        .reduce((one, other) -> one + "; " + other)
        .ifPresent(stacks -> next.add("twice, ten seconds apart, as root: " + stacks));
    if (untold.stream()
        .anyMatch(task -> task.trace().kind() == Wait.RUNNING
            || task.state().filter(state -> state == 'R').isPresent())) {
      next.add("of a task that runs: " + Commands.processors());
    }
    next.add("the whole log, to its end; " + Commands.blockedTasks());
    next.add(Commands.workers());
    return next;
  }
}
