package org.killpath.app.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.match.Match;

/** The answer in about five lines: what was read, what hangs, why, on what code, what to do next. */
final class Answer {
  private static final int MOST_HANGS = 3;
  private static final int MOST_NOTES = 3;

  private Answer() {}

  static List<String> of(
      String understanding,
      String summary,
      List<DiagnosedHang> hangs,
      List<String> notes,
      List<String> captureNext) {
    final List<String> lines = new ArrayList<>();
    lines.add("read: " + understanding);
    if (hangs.isEmpty()) {
      lines.add(summary);
      notes.stream().limit(MOST_NOTES).forEach(note -> lines.add("note: " + note));
      captureNext.forEach(next -> lines.add("next: " + next + "."));
      return lines;
    }
    for (DiagnosedHang hang : hangs.subList(0, Math.min(MOST_HANGS, hangs.size()))) {
      lines.add(hang.headline());
      lines.add("cause: " + hang.cause() + "." + best(hang));
      lines.add("kernel: " + hang.age().words() + "."
          + hang.knownBugs().stream()
              .map(bug -> " " + Character.toUpperCase(bug.charAt(0)) + bug.substring(1) + ".")
              .reduce("", String::concat));
      hang.captureNext().stream().findFirst().ifPresent(next -> lines.add("next: " + next + "."));
    }
    if (hangs.size() > MOST_HANGS) {
      lines.add((hangs.size() - MOST_HANGS) + " more hangs are told below.");
    }
    return lines;
  }

  private static String best(DiagnosedHang hang) {
    if (hang.orderings().isEmpty() || hang.alike() == 0) {
      return "";
    }
    final Match match = hang.orderings().get(0);
    return " " + (match.isWhole() ? "It looks like" : "The nearest ordering is") + " "
        + match.scenario()
        + " x " + match.design() + " (" + match.sight().outcome() + ")"
        + (hang.alike() > 1 ? ", and " + (hang.alike() - 1) + " more look the same" : "")
        + (match.isWhole() ? "." : ", which does not fit wholly.");
  }
}
