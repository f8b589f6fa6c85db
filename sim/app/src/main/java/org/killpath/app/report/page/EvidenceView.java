package org.killpath.app.report.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.killpath.app.report.timeline.Timeline;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.lab.cell.Cell;

/** A verdict as it is shown on any page: who waits for whom, when, and all the rest in words. */
public final class EvidenceView {
  private static final List<String> DRAWN = List.of("stuck", "chain", "cycle");

  private final String id;
  private final Schedule<Cell> schedule;
  private final Verdict verdict;
  private final VerdictReport report;
  private final Optional<TimelineDrawing> drawing;

  EvidenceView(String id, Schedule<Cell> schedule, Verdict verdict, Optional<Timeline> timeline) {
    this.id = id;
    this.schedule = schedule;
    this.verdict = verdict;
    this.report = new VerdictReport(verdict);
    this.drawing = timeline.map(shown -> new TimelineDrawing(id, shown));
  }

  /** The class of elements that show an outcome. */
  public static String style(Outcome outcome) {
    return "outcome-" + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String id() {
    return id;
  }

  public String outcome() {
    return verdict.outcome().name();
  }

  public String meaning() {
    return verdict.outcome().meaning();
  }

  public String style() {
    return style(verdict.outcome());
  }

  public Optional<String> headline() {
    return report.headline();
  }

  /** The chain or the cycle, if the outcome is a hang. */
  public List<ChainLink> chain() {
    return verdict.outcome().isHang()
        ? ChainLink.of(report.evidence(), verdict.outcome())
        : List.of();
  }

  public boolean isCycle() {
    return !report.evidence().cycle().isEmpty();
  }

  public Optional<TimelineDrawing> drawing() {
    return drawing;
  }

  /** What is not drawn. */
  public List<VerdictReport.Section> sections() {
    return report.sections().stream()
        .filter(section -> chain().isEmpty() || !DRAWN.contains(section.title()))
        .toList();
  }

  public String token() {
    return Token.of(schedule).text();
  }
}
