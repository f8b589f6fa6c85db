package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.Aftermath;
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

  /** The first thing that went wrong in vhost, a mere warning apart. */
  private static Optional<String> crash(Findings findings) {
    return findings.cases().stream()
        .flatMap(file -> file.incidents().stream())
        .filter(Aftermath::isVhosts)
        .filter(one -> switch (one.kind()) {
          case KASAN, OOPS, BUG, SOFT_LOCKUP, RCU_STALL -> true;
          default -> false;
        })
        .findFirst()
        .map(IncidentWords::of);
  }

  /** What to say of an input in which no hang of vhost is. */
  public static String nothing(Findings findings) {
    final Extent extent = findings.extent();
    if (extent.bytes() == 0) {
      return "The input is empty.";
    }
    if (extent.binary()) {
      return "This is no text, but " + extent.bytes() + " bytes of something else.";
    }
    final boolean named = extent.vhost() > 0;
    if (kernelLines(findings) == 0 && reports(findings) == 0) {
      return named
          ? "There are no kernel messages in this text; vhost is mentioned in prose only."
          : "There are no kernel messages in this text: it is no kernel log.";
    }
    final boolean others =
        findings.cases().stream().anyMatch(file -> !file.otherHung().isEmpty());
    if (named || findings.cases().stream().anyMatch(CaseFile::aboutVhost)) {
      return crash(findings)
          .map(what -> "No hang of vhost is in this log, but " + what + ".")
          .orElse("No hang of vhost is in this log, though vhost is in it.");
    }
    return others
        ? "Nothing of vhost is in this log; the hung tasks in it have to do with something else."
        : "Nothing of vhost and no hung task is in this log.";
  }
}
