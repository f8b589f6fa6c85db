package org.killpath.engine.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
 * {@link #before} and {@link #over} for each part, {@link Part#END} at last, then {@link #verdict}.
 * Verdicts are made once per distinct set of findings, so that millions of equal executions cost
 * little; equal verdicts are one object.
 */
public final class Judge {
  /** What a verdict follows from. */
  private record Grounds(Sights.Sight main, Optional<Sights.Sight> end, List<Finding> findings) {}

  private static final List<Audit.Kind> AUDITS = List.of(Audit.Kind.values());

  private final Scale scale;
  private final Sights sights;
  private final Map<Grounds, Verdict> verdicts = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private Kernel kernel;
  private Predicate<Task> obliged;
  private Sights.Sight main;
  private Optional<Sights.Sight> end = Optional.empty();
  private int complaintsSeen;
  private boolean stuckAfterMain;
  private boolean endless;
  private boolean lastIsOver;

  /** A judge whose findings have the names that {@code scale} gives them. */
  public Judge(Scale scale) {
    this.scale = scale;
    this.sights = new Sights(scale);
    this.main = sights.none();
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
    sights.begin(next, whoIsObliged, whoIsCentral);
    main = sights.none();
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
    main = sights.at(part, obliged);
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
    sights.forget();
  }

  private Verdict newVerdict() {
    Outcome worst = scale.nothing();
    for (Finding finding : findings) {
      worst = worst.orWorse(finding.outcome());
    }
    return new Verdict(
        worst, List.copyOf(findings), main.evidence(), end.map(Sights.Sight::evidence));
  }

  private void add(Finding finding) {
    findings.add(finding);
  }

  private void stuckAtTheEnd(Part part) {
    final Sights.Sight last = sights.at(part, task -> true);
    end = Optional.of(last);
    endless(last);
    if (!endless) {
      add(new Finding(scale.of(Stuck.FOR_EVER), part, mostTelling(last)));
    }
  }

  private static String mostTelling(Sights.Sight seen) {
    return seen.evidence().chain().stream().findFirst().map(TaskReport::line).orElse("stuck");
  }

  private void endless(Sights.Sight seen) {
    if (!endless && !seen.endless().isEmpty()) {
      seen.endless().forEach(this::add);
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
        final Optional<String> detail = audit.finding().get();
        if (detail.isPresent()) {
          add(new Finding(scale.of(kind), part, detail.get()));
        }
      }
    }
  }
}
