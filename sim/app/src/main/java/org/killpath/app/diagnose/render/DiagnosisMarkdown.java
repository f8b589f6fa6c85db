package org.killpath.app.diagnose.render;

import org.killpath.app.diagnose.Diagnosis;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.words.TimelineEvent;
import org.killpath.app.diagnose.words.TimelineWords;

/** A diagnosis as Markdown. */
public final class DiagnosisMarkdown {
  private DiagnosisMarkdown() {}

  public static String of(Diagnosis diagnosis) {
    final StringBuilder out = new StringBuilder("# Diagnosis\n\n");
    diagnosis.answer().forEach(line -> item(out, "", line));
    out.append('\n');
    for (DiagnosedHang hang : diagnosis.hangs()) {
      hang(out, hang);
    }
    timeline(out, diagnosis);
    if (!diagnosis.notes().isEmpty()) {
      out.append("## Notes\n\n");
      diagnosis.notes().forEach(note -> item(out, "", note));
      out.append('\n');
    }
    if (!diagnosis.method().isEmpty()) {
      out.append(Markdown.escaped(diagnosis.method())).append('\n');
    }
    return out.toString();
  }

  private static void timeline(StringBuilder out, Diagnosis diagnosis) {
    if (diagnosis.timeline().isEmpty()) {
      return;
    }
    out.append("## Timeline\n\n| when | what | it means |\n| --- | --- | --- |\n");
    for (TimelineEvent event : diagnosis.timeline()) {
      out.append("| ")
          .append(Markdown.escaped(TimelineWords.when(event.time(), event.line())))
          .append(" | ")
          .append(Markdown.escaped(event.what()))
          .append(" | ")
          .append(Markdown.escaped(event.means()))
          .append(" |\n");
    }
    out.append('\n');
  }

  private static void hang(StringBuilder out, DiagnosedHang hang) {
    out.append("## ").append(Markdown.escaped(hang.hang().victim().task().toString()));
    out.append("\n\n");
    for (Layout.Part part : Layout.of(hang)) {
      out.append("- ").append(part.title()).append('\n');
      part.lines().forEach(line -> item(out, "  ", line));
    }
    if (Layout.orderings(hang).isEmpty()) {
      out.append('\n');
      return;
    }
    out.append("\n| ordering | design | outcome | seen in | fit | replay |\n");
    out.append("| --- | --- | --- | --- | --- | --- |\n");
    for (Match match : Layout.orderings(hang)) {
      out.append("| ")
          .append(match.scenario())
          .append(" | ")
          .append(match.design())
          .append(" | ")
          .append(match.sight().outcome())
          .append(" | ")
          .append(Layout.share(match))
          .append(" | ")
          .append(Markdown.escaped(Layout.fit(match)))
          .append(" | `")
          .append(match.sight().token())
          .append("` |\n");
    }
    out.append('\n');
  }

  private static void item(StringBuilder out, String indent, String words) {
    out.append(indent).append("- ").append(Markdown.escaped(words)).append('\n');
  }
}
