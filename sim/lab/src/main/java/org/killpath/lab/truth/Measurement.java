package org.killpath.lab.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Finding;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/**
 * What one cell showed on a real kernel. Where several values were seen, a simulated one must be
 * among them.
 *
 * @param workerStates letters of a task list; {@code -} if the thread was gone
 * @param blockedFn where the worker was stuck, empty if it was not
 * @param blockedOn the class of the lock, {@code user page}, or {@code idle}
 * @param holder who had what the worker wanted, or slept on the page, if there was anybody
 * @param reported the roles that the hung-task watchdog named
 * @param kernels the versions it was measured on
 */
public record Measurement(
    String scenario,
    String design,
    Outcome outcome,
    Set<String> workerStates,
    Optional<String> blockedFn,
    Optional<String> blockedOn,
    Optional<Holder> holder,
    Set<String> reported,
    List<String> kernels,
    String note) {
  private static final String UNKNOWN = "?";

  private static final Set<String> HANGS = Set.of(
      VhostOutcome.HUNG.name(), VhostOutcome.HUNG_RELEASED.name(), VhostOutcome.HUNG_SILENT.name());

  private static final Set<Outcome> SILENT = Set.of(
      VhostOutcome.COMPLETED, VhostOutcome.GAVE_UP, VhostOutcome.LEAKED, VhostOutcome.LOST_WORK);

  /**
   * The task that holds, or would hold, what the worker wants.
   *
   * @param who {@code in-group} and {@code outside} say where the task called holder belongs;
   *     anything else is a role
   * @param states letters of a task list; empty if it was not looked at
   */
  public record Holder(String who, Set<String> states) {
    @Override
    public String toString() {
      return states.isEmpty() ? who : who + " " + String.join("|", states);
    }

    private boolean isByPlace() {
      return who.equals(Shown.IN_GROUP) || who.equals(Shown.OUTSIDE);
    }
  }

  /** True if the real kernel showed this outcome in some rounds of a race only. */
  public boolean isRare() {
    return outcome != VhostOutcome.COMPLETED
        && (note.startsWith("raced") || note.contains("a race:"));
  }

  /** Was the watchdog given no time to report anybody? Then a hang is a hang, and no more. */
  public boolean isWatchedTooShort() {
    return reported.contains(UNKNOWN);
  }

  private Set<String> outcomes() {
    return isWatchedTooShort() && outcome.isHang() ? HANGS : Set.of(outcome.name());
  }

  /** True if the real kernel printed a warning at the last close. */
  public boolean warnsAtTheLastClose() {
    return note.contains("WARNED at the last close");
  }

  /** In what {@code verdict} differs from what was measured; empty if it agrees. */
  public List<String> disagreements(Verdict verdict) {
    final List<String> differences = new ArrayList<>();
    expect(differences, "outcome", outcomes(), verdict.outcome().name());
    final Shown shown = Shown.by(verdict);
    if (shown.worker().isEmpty()) {
      differences.add("there was no worker");
      return differences;
    }
    if (!(workerStates.contains(Shown.NOBODY) && isApart(shown, verdict))) {
      expect(differences, "worker state", workerStates, shown.workerState());
    }
    blockedFn.ifPresent(name ->
        expect(differences, "worker stuck in", Set.of(name), shown.blockedFn().orElse("nothing")));
    blockedOn.ifPresent(name ->
        expect(differences, "worker stuck on", Set.of(name), shown.blockedOn().orElse("nothing")));
    holder.ifPresent(
        expected -> checkHolder(differences, expected, shown.worker().get(), verdict.evidence()));
    if (!isWatchedTooShort()) {
      expect(differences, "reported", Set.of(Shown.roles(reported)), Shown.roles(shown.reported()));
    }
    checkLaterPhases(differences, verdict);
    return differences;
  }

  /**
   * In what the executions of this cell differ from what was measured; empty if all agree. Of a
   * race that a real kernel lost in some rounds only, the other rounds complete.
   */
  public List<String> disagreements(Result<Cell> result) {
    final List<String> differences = new ArrayList<>();
    boolean seen = false;
    for (Sighting<Cell> sighting : result.sightings()) {
      final Verdict verdict = sighting.verdict();
      if (isRare() && verdict.outcome() != outcome) {
        expect(
            differences,
            "outcome",
            Set.of(outcome.name(), VhostOutcome.COMPLETED.name()),
            verdict.outcome().name());
      } else {
        seen = true;
        differences.addAll(disagreements(verdict));
      }
    }
    if (!seen) {
      differences.add(outcome + " was not seen in " + result.schedules()
          + (result.schedules() == 1 ? " schedule" : " schedules"));
    }
    return differences;
  }

  /** A worker that idles outside the owner's group: later rounds looked for it in the group alone. */
  private static boolean isApart(Shown shown, Verdict verdict) {
    return shown.blockedOn().filter(Shown.IDLE::equals).isPresent()
        && Shown.place(verdict.evidence(), shown.worker().orElseThrow()).equals(Shown.OUTSIDE);
  }

  private void checkHolder(
      List<String> differences, Holder expected, TaskReport worker, Evidence evidence) {
    final Optional<TaskReport> found = expected.who().equals("worker")
        ? Optional.of(worker)
        : evidence.role(expected.isByPlace() ? "holder" : expected.who());
    if (found.isEmpty()) {
      differences.add("there was no " + expected.who() + " holder");
      return;
    }
    final TaskReport task = found.get();
    if (expected.isByPlace()) {
      expect(differences, "holder is", Set.of(expected.who()), Shown.place(evidence, task));
    }
    if (!expected.states().isEmpty()) {
      expect(differences, "holder state", expected.states(), Shown.state(task));
    }
    if (blockedOn.filter(lock -> lock.endsWith("mutex")).isPresent()
        && !worker.holders().contains(task.task())) {
      differences.add("the worker waits for "
          + (worker.holders().isEmpty() ? "nobody" : String.join(", ", worker.holders()))
          + ", measured: the " + task.role());
    }
  }

  /** Nothing beyond the outcome itself and the warning, if there was one. */
  private void checkLaterPhases(List<String> differences, Verdict verdict) {
    boolean warned = false;
    for (Finding finding : verdict.findings()) {
      if (warnsAtTheLastClose()
          && finding.outcome() == VhostOutcome.WARNED
          && finding.part().isLast()) {
        warned = true;
      } else if (!outcomes().contains(finding.outcome().name()) && !isSilentAndMilder(finding)) {
        differences.add(
            notMeasured(finding.outcome()) + " in " + finding.part() + ": " + finding.detail());
      }
    }
    if (warnsAtTheLastClose() && !warned) {
      differences.add("no warning at the last close");
    }
  }

  /** How the words begin that say of an outcome that it was not measured. */
  public static String notMeasured(Outcome outcome) {
    return "not measured: " + outcome;
  }

  /** No kernel prints these; they were looked for only where nothing worse was seen. */
  private boolean isSilentAndMilder(Finding finding) {
    return SILENT.contains(finding.outcome()) && outcome.isWorseThan(finding.outcome());
  }

  private static void expect(
      List<String> differences, String what, Set<String> measured, String simulated) {
    if (!measured.contains(simulated)) {
      differences.add(what + " " + simulated + ", measured: " + String.join("|", measured));
    }
  }

  @Override
  public String toString() {
    final StringBuilder line = new StringBuilder();
    line.append(scenario).append(" x ").append(design).append(": ").append(outcome);
    line.append(", worker ").append(String.join("|", workerStates));
    blockedFn.ifPresent(name -> line.append(" in ").append(name).append("()"));
    blockedOn.ifPresent(name -> line.append(" on ").append(name));
    holder.ifPresent(who -> line.append(", holder ").append(who));
    return line.append(", reported ")
        .append(reported.isEmpty() ? "nobody" : Shown.roles(reported))
        .toString();
  }
}
