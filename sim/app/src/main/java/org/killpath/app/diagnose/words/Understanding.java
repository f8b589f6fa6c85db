package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.log.line.Extent;
import org.killpath.app.diagnose.log.report.LogParser;

/** How much of an input was understood: the first thing that a reader has to know. */
public final class Understanding {
  private static final int LONGEST = 60;

  private Understanding() {}

  /** {@code 212 lines of a kernel, 14 mention vhost, 3 reports read, 1 not understood (line 88: ...)}. */
  public static String of(Findings findings) {
    final Extent extent = findings.extent();
    final List<String> parts = new ArrayList<>();
    parts.add(count(kernelLines(findings), "line") + " of a kernel");
    parts.add(mentions(extent.vhost()));
    final long reports = reports(findings);
    parts.add(count(reports, "report") + " read");
    final LogParser.Understood understood = findings.understood();
    if (understood.missedCount() > 0) {
      final LogParser.Missed first = understood.missed().get(0);
      parts.add(understood.missedCount() + " not understood (line " + first.line() + ": "
          + shortened(first.text()) + ")");
    }
    if (!extent.steps().isEmpty()) {
      parts.add("unpacked from " + String.join(", then ", extent.steps()));
    }
    parts.addAll(extent.unread());
    return String.join(", ", parts) + ".";
  }

  private static String mentions(long lines) {
    return lines == 0
        ? "none mentions vhost"
        : lines == 1 ? "1 mentions vhost" : lines + " mention vhost";
  }

  public static long kernelLines(Findings findings) {
    return findings.extent().prefixed() + findings.understood().known();
  }

  public static long reports(Findings findings) {
    return findings.cases().stream().mapToLong(CaseFile::reports).sum();
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%d %s%s", number, what, number == 1 ? "" : "s");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
