package org.killpath.app.diagnose.render;

import java.util.List;
import org.killpath.app.diagnose.Diagnosis;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.words.TimelineWords;
import org.killpath.app.report.page.EvidenceView;
import org.killpath.app.report.page.Templates;
import org.killpath.lab.cell.ModelVersion;

/**
 * A diagnosis as a page that needs no other file. The template escapes every text, whatever a log has
 * in it.
 */
public final class DiagnosisPage {
  /** Some lines with a name. */
  public record Part(String title, List<String> lines) {}

  /** An ordering of the model that shows the same, or nearly. */
  public record Ordering(
      int rank,
      String cell,
      String outcome,
      String style,
      String share,
      String fit,
      String token) {}

  /** One hung task. */
  public record HungTask(
      String task, String headline, List<Part> parts, List<Ordering> orderings) {}

  private final Diagnosis diagnosis;

  private DiagnosisPage(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  public static String of(Diagnosis diagnosis) {
    return Templates.fill("diagnosis.jte", new DiagnosisPage(diagnosis));
  }

  public List<HungTask> hungTasks() {
    return diagnosis.hangs().stream().map(DiagnosisPage::hungTask).toList();
  }

  private static HungTask hungTask(DiagnosedHang hang) {
    return new HungTask(
        hang.hang().victim().task().toString(),
        hang.headline(),
        Layout.of(hang).stream()
            .map(part -> new Part(part.title(), part.lines()))
            .toList(),
        Layout.orderings(hang).stream().map(match -> ordering(hang, match)).toList());
  }

  private static Ordering ordering(DiagnosedHang hang, Match match) {
    return new Ordering(
        Layout.rank(hang, match),
        match.scenario() + " x " + match.design(),
        match.sight().outcome().name(),
        EvidenceView.style(match.sight().outcome()),
        Layout.share(match),
        Layout.fit(match),
        match.sight().token());
  }

  public List<String> answer() {
    return diagnosis.answer();
  }

  /** An event of the timeline. */
  public record Event(String when, String what, String means) {}

  public List<Event> events() {
    return diagnosis.timeline().stream()
        .map(event ->
            new Event(TimelineWords.when(event.time(), event.line()), event.what(), event.means()))
        .toList();
  }

  public DrawnTimeline drawing() {
    return new DrawnTimeline(diagnosis.timeline());
  }

  public List<String> notes() {
    return diagnosis.notes();
  }

  public String method() {
    return diagnosis.method();
  }

  public int model() {
    return ModelVersion.CURRENT;
  }
}
