package org.killpath.app.diagnose.render;

import java.util.List;
import org.killpath.app.diagnose.Diagnosis;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.words.TimelineEvent;
import org.killpath.engine.draw.Words;

/** A diagnosis as plain text. */
public final class DiagnosisText {
  private static final String INDENT = "  ";
  private static final int LABEL = 16;

  private DiagnosisText() {}

  /** In lines of at most {@code width} columns, but for tokens. */
  public static String of(Diagnosis diagnosis, int width) {
    final StringBuilder out = new StringBuilder();
    for (String line : diagnosis.answer()) {
      wrap(out, "", "  ", line, width);
    }
    for (DiagnosedHang hang : diagnosis.hangs()) {
      out.append('\n');
      hang(out, hang, width);
    }
    timeline(out, diagnosis, width);
    for (String note :
        diagnosis.hangs().isEmpty() ? Layout.notesLeft(diagnosis) : diagnosis.notes()) {
      wrap(out, "note: ", "      ", note, width);
    }
    if (!diagnosis.method().isEmpty()) {
      wrap(out, "", "", diagnosis.method(), width);
    }
    return out.toString();
  }

  private static void hang(StringBuilder out, DiagnosedHang hang, int width) {
    wrap(out, "", "", hang.hang().victim().task() + ":", width);
    for (Layout.Part part : Layout.of(hang)) {
      if (part.title().equals("designs")) {
        orderings(out, hang, width);
      }
      part(out, part.title(), part.lines(), width);
    }
    out.append('\n');
  }

  /** Only where more than one thing happened. */
  private static void timeline(StringBuilder out, Diagnosis diagnosis, int width) {
    if (diagnosis.timeline().size() < 2) {
      return;
    }
    out.append(diagnosis.hangs().isEmpty() ? "\n" : "").append("timeline:\n");
    for (TimelineEvent event : diagnosis.timeline()) {
      wrap(out, INDENT, INDENT + INDENT, Layout.event(event), width);
    }
    out.append('\n');
  }

  private static void part(StringBuilder out, String title, List<String> lines, int width) {
    String label = title;
    for (String line : lines) {
      wrap(
          out,
          INDENT + label + " ".repeat(LABEL - label.length()),
          " ".repeat(INDENT.length() + LABEL),
          line,
          width);
      label = "";
    }
  }

  private static void orderings(StringBuilder out, DiagnosedHang hang, int width) {
    String label = "orderings";
    for (Match match : Layout.orderings(hang)) {
      part(
          out,
          label,
          List.of(Layout.rank(hang, match) + ". " + match.scenario() + " x " + match.design() + ": "
              + match.sight().outcome() + " in " + Layout.share(match) + "; " + Layout.fit(match)
              + ". The ordering: " + match.sight().cell().scenario().story() + "."),
          width);
      label = "";
      out.append(" ".repeat(INDENT.length() + LABEL + 3))
          .append("replay ")
          .append(match.sight().token())
          .append('\n');
    }
    if (Layout.notShown(hang) > 0) {
      part(
          out,
          "",
          List.of(Layout.notShown(hang)
              + " more, raced twins among them, are in the JSON and CSV forms"),
          width);
    }
  }

  private static void wrap(
      StringBuilder out, String first, String others, String words, int width) {
    String indent = first;
    for (String line : Words.wrap(words, Math.max(20, width - first.length()))) {
      out.append(indent).append(line).append('\n');
      indent = others;
    }
  }
}
