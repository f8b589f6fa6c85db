package org.killpath.app.report.page;

import java.util.List;
import java.util.Locale;
import org.killpath.app.report.answer.ClaimsReport;
import org.killpath.lab.cell.ModelVersion;
import org.killpath.lab.claim.Ruling;

/** The page about what was claimed, and what the cells say to it. */
public final class ClaimsPage {
  private final ClaimsReport report;

  private ClaimsPage(ClaimsReport report) {
    this.report = report;
  }

  public static String html(ClaimsReport report) {
    return Templates.fill("claims.jte", new ClaimsPage(report));
  }

  public List<ClaimsReport.Entry> entries() {
    return report.entries();
  }

  /** The class of elements that show an answer. */
  public static String style(Ruling.Answer answer) {
    return "answer-" + answer.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int model() {
    return ModelVersion.CURRENT;
  }
}
