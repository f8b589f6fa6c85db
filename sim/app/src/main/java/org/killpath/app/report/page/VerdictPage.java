package org.killpath.app.report.page;

import java.util.List;
import java.util.Optional;
import org.killpath.app.report.klog.KernelReport;
import org.killpath.app.report.klog.KernelVersion;
import org.killpath.app.report.timeline.TimelineRecorder;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;

/** The page about one replayed execution. */
public final class VerdictPage {
  /** A step as a row of the table below the picture. */
  public record Row(
      int number, String phase, String task, String function, String what, String why) {}

  /** What a kernel would print. */
  public record Printed(String kernel, String text) {}

  private final Schedule<Cell> schedule;
  private final Verdict verdict;
  private final TimelineRecorder recorded;

  private VerdictPage(Schedule<Cell> schedule, Verdict verdict, TimelineRecorder recorded) {
    this.schedule = schedule;
    this.verdict = verdict;
    this.recorded = recorded;
  }

  /**
   * The whole page.
   *
   * @param recorded saw the execution
   */
  public static String html(Schedule<Cell> schedule, Verdict verdict, TimelineRecorder recorded) {
    return Templates.fill("verdict.jte", new VerdictPage(schedule, verdict, recorded));
  }

  public String cell() {
    return schedule.subject().toString();
  }

  public String scenario() {
    return schedule.subject().scenario().id();
  }

  public String story() {
    return schedule.subject().scenario().story();
  }

  public String design() {
    return schedule.subject().design().id();
  }

  public String proposedBy() {
    return schedule.subject().design().proposedBy();
  }

  public String changes() {
    return schedule.subject().design().changes();
  }

  public int model() {
    return ModelVersion.CURRENT;
  }

  public EvidenceView evidence() {
    return new EvidenceView("timeline", schedule, verdict, Optional.of(recorded.timeline()));
  }

  /** All steps but those of the set-up. */
  public List<Row> rows() {
    return recorded.trace().steps().stream()
        .filter(step -> !step.part().equals(Part.SET_UP))
        .map(step -> new Row(
            step.number(),
            step.part().title(),
            step.actor().role() + " " + step.actor().task(),
            step.function().map(function -> function.name() + "()").orElse("user mode"),
            step.what()
                + step.complaints().stream()
                    .map(complaint -> ". " + complaint)
                    .reduce("", String::concat),
            step.switched().map(Trace.Switch::text).orElse("")))
        .toList();
  }

  /** The watchdog's report by version, or the list of locks where it is silent. */
  public List<Printed> printed() {
    final VerdictReport report = new VerdictReport(verdict);
    return List.of(KernelVersion.values()).stream()
        .map(kernel -> {
          final KernelReport log = new KernelReport(report.evidence(), kernel);
          final List<String> hung = log.hungTasks();
          return new Printed(
              kernel.version(), String.join("\n", hung.isEmpty() ? log.locks() : hung));
        })
        .toList();
  }

  /** Would the watchdog say anything? */
  public boolean isReported() {
    return new VerdictReport(verdict).evidence().anyReported();
  }
}
