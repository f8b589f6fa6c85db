package org.killpath.engine.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Complaint;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;

/**
 * Turns what a quiescent world shows into findings, phase by phase, and the findings into a verdict.
 *
 * <p>Life: one judge serves any number of worlds of one cell, one after the other: {@link #begin},
 * {@link #afterMain}, {@link #afterPhase} for each later phase, {@link #verdict}. Evidence is taken
 * down once per distinct state and verdicts are made once per distinct set of findings, so that
 * millions of equal executions cost little.
 */
public final class Judge {
  /** A quiescent state: what is to be seen of it, and which of its waits nothing can end. */
  private record State(Evidence evidence, List<Finding> endless) {}

  /** The phase of the ordering itself, as findings name it. */
  public static final String MAIN = "main";

  private final Map<Long, State> states = new HashMap<>();
  private final Map<Long, Verdict> verdicts = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private Kernel kernel;
  private Predicate<Task> obliged;
  private State main;
  private Optional<Evidence> atClose = Optional.empty();
  private long key;
  private int complaintsSeen;
  private boolean stuckAfterMain;
  private boolean endless;

  /** Forgets the last world. */
  public void begin(Kernel next, Predicate<Task> whoIsObliged) {
    kernel = next;
    obliged = whoIsObliged;
    main = new State(Evidence.NONE, List.of());
    atClose = Optional.empty();
    findings.clear();
    key = 0;
    complaintsSeen = 0;
    stuckAfterMain = false;
    endless = false;
  }

  /** The main phase is over. True if every obliged task has come to its end. */
  public boolean afterMain() {
    main = state(MAIN, obliged);
    stuckAfterMain = anyUnfinished(obliged);
    complaints(MAIN);
    if (stuckAfterMain) {
      endless(main);
    }
    return !stuckAfterMain;
  }

  /** A later phase is over; another follows. */
  public void afterPhase(String phase) {
    complaints(phase);
  }

  /** Only the last close follows, and nothing is under way that could still detach a virtqueue. */
  public void beforeClose(String phase) {
    audits(phase, Audit.Kind.ABANDONED, Outcome.GAVE_UP);
    audits(phase, Audit.Kind.MISCOUNT, Outcome.LEAKED);
  }

  /** The last phase is over. */
  public void afterClose(String phase) {
    complaints(phase);
    if (anyUnfinished(task -> !task.isKthread() && !task.isInUserMode())) {
      stuckAtTheEnd(phase);
    } else if (stuckAfterMain && !endless) {
      add(new Finding(
          main.evidence().anyReported() ? Outcome.HUNG_RELEASED : Outcome.HUNG_SILENT,
          MAIN,
          "stuck until the outside world acted"));
    }
    audits(phase, Audit.Kind.LEAK, Outcome.LEAKED);
    audits(phase, Audit.Kind.LOST_WORK, Outcome.LOST_WORK);
  }

  /** What the world showed, all phases over. */
  public Verdict verdict() {
    return verdicts.computeIfAbsent(key, unseen -> newVerdict());
  }

  private Verdict newVerdict() {
    Outcome worst = Outcome.COMPLETED;
    for (Finding finding : findings) {
      worst = worst.orWorse(finding.outcome());
    }
    return new Verdict(worst, List.copyOf(findings), main.evidence(), atClose);
  }

  private void add(Finding finding) {
    findings.add(finding);
    key = mix(key, finding.hashCode());
  }

  private void stuckAtTheEnd(String phase) {
    final State end = state(phase, task -> true);
    atClose = Optional.of(end.evidence());
    endless(end);
    if (!endless) {
      add(new Finding(
          Outcome.HUNG,
          phase,
          end.evidence().chain().stream().findFirst().map(TaskReport::line).orElse("stuck")));
    }
  }

  private void endless(State state) {
    if (!endless && !state.endless().isEmpty()) {
      state.endless().forEach(this::add);
      endless = true;
    }
  }

  private boolean anyUnfinished(Predicate<Task> among) {
    for (Task task : kernel.tasks()) {
      if (!task.isExited() && among.test(task)) {
        return true;
      }
    }
    return false;
  }

  private void complaints(String phase) {
    final List<Complaint> all = kernel.complaints();
    for (; complaintsSeen < all.size(); complaintsSeen++) {
      final Complaint complaint = all.get(complaintsSeen);
      final Outcome outcome = switch (complaint.kind()) {
        case WARNING -> Outcome.WARNED;
        case USE_AFTER_FREE -> Outcome.USE_AFTER_FREE;
        case BROKEN_RULE -> Outcome.COMPLETED;
      };
      add(new Finding(
          outcome,
          phase,
          complaint.what()
              + complaint.at().map(at -> " at " + at.name() + "()").orElse("")
              + " by "
              + complaint.task()));
    }
  }

  private void audits(String phase, Audit.Kind kind, Outcome outcome) {
    for (Audit audit : kernel.audits()) {
      if (audit.kind() == kind) {
        audit.finding().get().ifPresent(detail -> add(new Finding(outcome, phase, detail)));
      }
    }
  }

  private State state(String phase, Predicate<Task> whoIsObliged) {
    final long hash = mix(hashOfTasks(), phase.hashCode());
    key = mix(key, hash);
    State state = states.get(hash);
    if (state == null) {
      final Evidence evidence = Evidence.of(kernel, whoIsObliged);
      state = new State(evidence, endlessWaits(phase, evidence));
      states.put(hash, state);
    }
    return state;
  }

  /** Waits that nothing can end: a cycle, or a completion that nobody will complete. */
  private List<Finding> endlessWaits(String phase, Evidence evidence) {
    final List<Finding> waits = new ArrayList<>();
    if (!evidence.cycle().isEmpty()) {
      waits.add(new Finding(
          Outcome.DEADLOCK,
          phase,
          String.join("; ", evidence.cycle().stream().map(TaskReport::line).toList())));
    }
    for (Task task : kernel.tasks()) {
      if (task.isBlocked()
          && task.pendingOp() == Op.WAIT
          && task.pendingOn().awaited(task, Op.WAIT).isEmpty()) {
        waits.add(new Finding(
            Outcome.LOST_FLUSH, phase, TaskReport.of(task, obliged.test(task)).line()));
      }
    }
    return List.copyOf(waits);
  }

  /** A hash of everything evidence shows: equal states have equal hashes. */
  @SuppressWarnings("EnumOrdinal") // a hash needs a number that is distinct
  private long hashOfTasks() {
    long hash = 17;
    for (Task task : kernel.tasks()) {
      hash = mix(hash, task.pid());
      hash = mix(hash, task.role().hashCode());
      if (!task.isExited()) {
        hash = mix(hash, task.state().ordinal() + 1);
        hash =
            mix(hash, task.pendingOp().ordinal() * 100_000L + task.pendingOn().id());
        hash = mix(hash, task.callTraceId());
        hash = mix(hash, task.heldLockIds());
      }
    }
    return hash;
  }

  private static long mix(long hash, long value) {
    final long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
