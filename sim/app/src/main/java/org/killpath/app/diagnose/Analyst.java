package org.killpath.app.diagnose;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.Diagnosis.DesignEffect;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Seen;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.match.Matcher;
import org.killpath.app.diagnose.match.Model;
import org.killpath.app.diagnose.words.HolderWords;
import org.killpath.app.diagnose.words.Notes;
import org.killpath.app.diagnose.words.Gaps;
import org.killpath.app.diagnose.words.Remarks;
import org.killpath.app.diagnose.words.Steps;

/** Reads a log and says what it tells about vhost's teardown, and what it does not. */
public final class Analyst {
  private static final int MOST_HANGS = 8;

  private final Matcher matcher;
  private final DesignEffects effects;
  private final String method;

  /** {@code method} says how the cells of {@code model} are explored. */
  public Analyst(Model model, String method) {
    this.matcher = new Matcher(model);
    this.effects = new DesignEffects(model);
    this.method = method;
  }

  /** Reads all of {@code log}, in constant memory. */
  public Diagnosis diagnose(InputStream log) throws IOException {
    return diagnose(Findings.read(log));
  }

  Diagnosis diagnose(Findings evidence) {
    final List<DiagnosedHang> hangs = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    int left = 0;
    for (CaseFile file : evidence.cases()) {
      for (Hang hang : file.hangs()) {
        if (hangs.size() < MOST_HANGS) {
          hangs.add(diagnose(hang, file));
        } else {
          left++;
        }
      }
      notes.addAll(Notes.of(file));
    }
    if (left > 0) {
      notes.add(left + " more hangs of vhost are in the log; they were not looked into");
    }
    if (evidence.forgotten() > 0) {
      notes.add(evidence.forgotten() + " earlier boots in the log were not kept");
    }
    if (evidence.extent().cut() > 0) {
      notes.add(evidence.extent().cut()
          + " lines are longer than any kernel writes; only their beginnings were read");
    }
    return new Diagnosis(
        evidence.extent(), summary(evidence, hangs), hangs, notes, hangs.isEmpty() ? "" : method);
  }

  private static String summary(Findings evidence, List<DiagnosedHang> hangs) {
    if (!hangs.isEmpty()) {
      return hangs.stream().map(DiagnosedHang::headline).collect(Collectors.joining(" "));
    }
    final boolean vhost = evidence.cases().stream().anyMatch(CaseFile::aboutVhost);
    final boolean others =
        evidence.cases().stream().anyMatch(file -> !file.otherHung().isEmpty());
    if (vhost) {
      return "No hang of vhost is in this log, though vhost is in it.";
    }
    return others
        ? "Nothing of vhost is in this log; the hung tasks in it have to do with something else."
        : "Nothing of vhost and no hung task is in this log.";
  }

  private DiagnosedHang diagnose(Hang hang, CaseFile file) {
    final List<Match> matches = matcher.match(hang);
    final List<Match> alike = matcher.alike(matches);
    final List<DesignEffect> measured = effects.in(alike, hang.victim().isWorker());
    final Gaps open = new Gaps(hang, alike);
    final Seen victim = hang.victim();
    return new DiagnosedHang(
        hang,
        file.release(),
        headline(hang),
        Steps.of(victim),
        Steps.wait(victim),
        victim.locks().stream().map(lock -> lock.name()).toList(),
        HolderWords.of(hang),
        hang.others().stream()
            .map(task ->
                task.task() + " in " + Steps.of(task) + "; it waits for " + Steps.wait(task))
            .toList(),
        matches,
        alike.size(),
        measured,
        Remarks.of(hang, alike, measured),
        open.cannotTell(),
        open.captureNext());
  }

  private static String headline(Hang hang) {
    final Seen victim = hang.victim();
    final String group =
        victim.tgid().map(tgid -> " (thread group " + tgid + ")").orElse("");
    if (hang.silent()) {
      return victim.task() + group
          + " may be hung: nobody is reported, but a lock list shows it with "
          + victim.counts().map(Analyst::count).orElse("locks") + ".";
    }
    final String where =
        victim.trace().functions().isEmpty() ? "; " + Steps.of(victim) : " in " + Steps.of(victim);
    final String holding = victim.locks().isEmpty()
        ? ""
        : " It holds " + HolderWords.locks(victim.locks()) + " meanwhile.";
    return victim.task() + group + " is hung" + where + ". It waits for " + Steps.wait(victim) + "."
        + holding;
  }

  private static String count(Seen.Counts counts) {
    return counts.least() == counts.most()
        ? counts.least() + " locks"
        : counts.least() + " to " + counts.most() + " locks";
  }
}
