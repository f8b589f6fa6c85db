package org.killpath.engine.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.killpath.engine.judge.Scale.Stuck;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Complaint;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Part;

/**
 * Turns what a world at rest shows into findings, part by part, and the findings into a verdict.
 *
 * <p>Life: one judge serves any number of worlds of one subject, one after the other: {@link #begin},
 * {@link #before} and {@link #over} for each part, {@link Part#END} at last, then {@link #verdict}. Evidence is
 * taken down once per distinct state and verdicts are made once per distinct set of findings, so that
 * millions of equal executions cost little; equal verdicts are one object.
 */
public final class Judge {
  /**
   * A state at rest: what is to be seen of it, and which of its waits nothing can end. Equal ones are
   * one object, so that it has the equality of objects.
   */
  private static final class State {
    private final Rest seen;
    private final Evidence evidence;
    private final List<Finding> endless;
    private Optional<Verdict> unremarkable = Optional.empty();

    State(Rest seen, Evidence evidence, List<Finding> endless) {
      this.seen = seen;
      this.evidence = evidence;
      this.endless = endless;
    }

    boolean isOf(Rest now) {
      return seen.equals(now);
    }

    Evidence evidence() {
      return evidence;
    }

    List<Finding> endless() {
      return endless;
    }

    /** The one verdict of executions that show this and nothing else, which most do. */
    Verdict ifNothingFound(Supplier<Verdict> made) {
      if (unremarkable.isEmpty()) {
        unremarkable = Optional.of(made.get());
      }
      return unremarkable.get();
    }
  }

  /** What a verdict follows from. */
  private record Grounds(State main, Optional<State> end, List<Finding> findings) {}

  private static final List<Audit.Kind> AUDITS = List.of(Audit.Kind.values());

  private final Scale scale;
  private final Map<Rest, State> states = new HashMap<>();
  private final Map<Grounds, Verdict> verdicts = new HashMap<>();
  private final Rest scratch = new Rest();
  private final State unseen = new State(new Rest(), Evidence.NONE, List.of());
  private State last = unseen;
  private final List<Finding> findings = new ArrayList<>();
  private Kernel kernel;
  private Predicate<Task> obliged;
  private Predicate<Task> central;
  private State main = unseen;
  private Optional<State> end = Optional.empty();
  private int complaintsSeen;
  private boolean stuckAfterMain;
  private boolean endless;
  private boolean lastIsOver;

  /** A judge whose findings have the names that {@code scale} gives them. */
  public Judge(Scale scale) {
    this.scale = scale;
  }

  /**
   * Forgets the last world.
   *
   * @param whoIsObliged the tasks that have to come to their end in the main part
   * @param whoIsCentral the tasks of which a stuck one tells more than any other
   */
  public void begin(Kernel next, Predicate<Task> whoIsObliged, Predicate<Task> whoIsCentral) {
    kernel = next;
    obliged = whoIsObliged;
    central = whoIsCentral;
    main = unseen;
    end = Optional.empty();
    findings.clear();
    complaintsSeen = 0;
    stuckAfterMain = false;
    endless = false;
    lastIsOver = false;
  }

  /** True if every obliged task has come to its end in the main part, which is over. */
  public boolean isCompleted() {
    return !stuckAfterMain;
  }

  /** A part follows, and all before are over. */
  public void before(Part part) {
    if (part.isLast()) {
      audits(part, Audit.Kind.ABANDONED);
      audits(part, Audit.Kind.MISCOUNT);
    }
  }

  /** The part is over: nobody can take a step. */
  public void over(Part part) {
    switch (part.kind()) {
      case MAIN -> overMain(part);
      case LAST -> overLast(part);
      case LATER -> complaints(part);
      case END -> overAll(part);
      case SET_UP -> {}
    }
  }

  /** Where no part is the last one, there is nobody outside who could help. */
  private void overAll(Part part) {
    if (!lastIsOver) {
      if (stuckAfterMain && !endless) {
        add(new Finding(scale.of(Stuck.FOR_EVER), Part.MAIN, mostTelling(main)));
      }
      for (int i = 0; i < AUDITS.size(); i++) {
        audits(part, AUDITS.get(i));
      }
    }
  }

  private void overMain(Part part) {
    main = state(part, obliged);
    stuckAfterMain = anyUnfinished(obliged);
    complaints(part);
    if (stuckAfterMain) {
      endless(main);
    }
  }

  private void overLast(Part part) {
    lastIsOver = true;
    complaints(part);
    if (anyUnfinished(task -> !task.isKthread() && !task.isInUserMode())) {
      stuckAtTheEnd(part);
    } else if (stuckAfterMain && !endless) {
      add(new Finding(
          scale.of(main.evidence().anyReported() ? Stuck.RELEASED : Stuck.RELEASED_UNREPORTED),
          Part.MAIN,
          "stuck until the outside world acted"));
    }
    audits(part, Audit.Kind.LEAK);
    audits(part, Audit.Kind.LOST_WORK);
  }

  /** What the world showed, all parts over. Forgets the world, but not what it showed. */
  public Verdict verdict() {
    forget();
    if (findings.isEmpty() && end.isEmpty()) {
      return main.ifNothingFound(this::newVerdict);
    }
    final Grounds grounds = new Grounds(main, end, findings);
    final Verdict known = verdicts.get(grounds);
    if (known != null) {
      return known;
    }
    final Verdict made = newVerdict();
    verdicts.put(new Grounds(main, end, made.findings()), made);
    return made;
  }

  /** Thousands of judges may be idle, and a world is several times as large as what it shows. */
  private void forget() {
    kernel = null;
    obliged = null;
    central = null;
  }

  private Verdict newVerdict() {
    Outcome worst = scale.nothing();
    for (Finding finding : findings) {
      worst = worst.orWorse(finding.outcome());
    }
    return new Verdict(worst, List.copyOf(findings), main.evidence(), end.map(State::evidence));
  }

  private void add(Finding finding) {
    findings.add(finding);
  }

  private void stuckAtTheEnd(Part part) {
    final State last = state(part, task -> true);
    end = Optional.of(last);
    endless(last);
    if (!endless) {
      add(new Finding(scale.of(Stuck.FOR_EVER), part, mostTelling(last)));
    }
  }

  private static String mostTelling(State state) {
    return state.evidence().chain().stream().findFirst().map(TaskReport::line).orElse("stuck");
  }

  private void endless(State state) {
    if (!endless && !state.endless().isEmpty()) {
      state.endless().forEach(this::add);
      endless = true;
    }
  }

  private boolean anyUnfinished(Predicate<Task> among) {
    final List<Task> tasks = kernel.tasks();
    for (int i = 0; i < tasks.size(); i++) {
      if (!tasks.get(i).isExited() && among.test(tasks.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void complaints(Part part) {
    final List<Complaint> all = kernel.complaints();
    for (; complaintsSeen < all.size(); complaintsSeen++) {
      final Complaint complaint = all.get(complaintsSeen);
      add(new Finding(
          scale.of(complaint.kind()),
          part,
          complaint.what()
              + complaint.at().map(at -> " at " + at.name() + "()").orElse("")
              + " by "
              + complaint.task()));
    }
  }

  private void audits(Part part, Audit.Kind kind) {
    final List<Audit> all = kernel.audits();
    for (int i = 0; i < all.size(); i++) {
      final Audit audit = all.get(i);
      if (audit.kind() == kind) {
        audit.finding().get().ifPresent(detail -> add(new Finding(scale.of(kind), part, detail)));
      }
    }
  }

  private State state(Part part, Predicate<Task> whoIsObliged) {
    scratch.take(kernel, part);
    if (last.isOf(scratch)) {
      return last;
    }
    State state = states.get(scratch);
    if (state == null) {
      final Evidence evidence = Evidence.of(kernel, whoIsObliged, central);
      final Rest key = scratch.copy();
      state = new State(key, evidence, endlessWaits(part, evidence));
      states.put(key, state);
    }
    last = state;
    return state;
  }

  /** Waits that nothing can end: a cycle, or a completion that nobody will complete. */
  private List<Finding> endlessWaits(Part part, Evidence evidence) {
    final List<Finding> waits = new ArrayList<>();
    if (!evidence.cycle().isEmpty()) {
      waits.add(new Finding(
          scale.of(Stuck.CYCLE),
          part,
          String.join("; ", evidence.cycle().stream().map(TaskReport::line).toList())));
    }
    for (Task task : kernel.tasks()) {
      if (task.isBlocked()
          && task.pendingOp().isEndedOnce()
          && task.pendingOn().awaited(task, task.pendingOp()).isEmpty()) {
        waits.add(new Finding(
            scale.of(Stuck.LOST_WAKE_UP),
            part,
            TaskReport.of(task, obliged.test(task)).line()));
      }
    }
    return List.copyOf(waits);
  }
}
