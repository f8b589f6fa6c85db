package org.killpath.app.diagnose;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.KnownBug;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.match.DesignEffect;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.match.Matcher;
import org.killpath.app.diagnose.match.Model;
import org.killpath.app.diagnose.words.Absence;
import org.killpath.app.diagnose.words.CauseWords;
import org.killpath.app.diagnose.words.Gaps;
import org.killpath.app.diagnose.words.Headlines;
import org.killpath.app.diagnose.words.HolderWords;
import org.killpath.app.diagnose.words.Notes;
import org.killpath.app.diagnose.words.Remarks;
import org.killpath.app.diagnose.words.Steps;
import org.killpath.app.diagnose.words.TimelineEvent;
import org.killpath.app.diagnose.words.TimelineWords;
import org.killpath.app.diagnose.words.Understanding;
import org.killpath.lab.cell.VhostOutcome;

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

  /** Says what was found. */
  public Diagnosis diagnose(Findings findings) {
    final List<DiagnosedHang> hangs = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<TimelineEvent> timeline = new ArrayList<>();
    int left = 0;
    int boot = findings.forgotten();
    for (CaseFile file : findings.cases()) {
      boot++;
      for (Hang hang : file.hangs()) {
        if (hangs.size() < MOST_HANGS) {
          hangs.add(diagnose(hang, file));
        } else {
          left++;
        }
      }
      Notes.of(file).forEach(note -> notes.add(on(file) + note));
      timeline.addAll(TimelineWords.of(file, boot));
    }
    if (left > 0) {
      notes.add(left + " more hangs of vhost are in the log; they were not looked into");
    }
    if (findings.forgotten() > 0) {
      notes.add(findings.forgotten() + " earlier boots in the log were not kept");
    }
    if (findings.extent().cut() > 0) {
      notes.add(findings.extent().cut()
          + " lines are longer than any kernel writes; only their beginnings were read");
    }
    final String understanding = Understanding.of(findings);
    final Absence absence = new Absence(findings);
    final String summary = hangs.isEmpty()
        ? absence.summary()
        : hangs.stream().map(DiagnosedHang::headline).collect(Collectors.joining(" "));
    final List<String> captureNext = hangs.isEmpty() ? absence.captureNext() : List.of();
    return new Diagnosis(
        findings.extent(),
        findings.understood(),
        Understanding.kernelLines(findings),
        Understanding.reports(findings),
        understanding,
        summary,
        Answer.of(understanding, summary, hangs, notes, captureNext),
        hangs,
        timeline,
        notes,
        captureNext,
        hangs.stream().allMatch(hang -> hang.orderings().isEmpty()) ? "" : method);
  }

  private DiagnosedHang diagnose(Hang hang, CaseFile file) {
    final List<Match> matches = isTeardown(hang) ? matches(hang, file) : List.<Match>of();
    final List<Match> alike = matcher.alike(matches);
    final List<DesignEffect> measured =
        alike.isEmpty() ? List.of() : effects.in(alike, hang.victim().isWorker());
    final Gaps open = new Gaps(hang, file, alike);
    final Seen victim = hang.victim();
    return new DiagnosedHang(
        hang,
        file.age(),
        file.release(),
        on(file) + Headlines.of(hang),
        CauseWords.of(hang, file),
        KnownBug.of(hang, file.age()).stream().map(bug -> bug.words(file.age())).toList(),
        Steps.of(victim),
        Steps.wait(victim),
        victim.locks().stream().map(lock -> lock.name()).toList(),
        HolderWords.of(hang),
        others(hang),
        matches,
        alike.size(),
        measured,
        Remarks.of(hang, file.age(), alike, measured),
        open.cannotTell(),
        open.captureNext());
  }

  /** On which machine that is, if there are several. */
  private static String on(CaseFile file) {
    return file.host().map(host -> "on " + host + ": ").orElse("");
  }

  /** What the log shows to be a deadlock is no ordering that something from outside ends. */
  private List<Match> matches(Hang hang, CaseFile file) {
    final boolean deadlock =
        !hang.chain().deadlocked().isEmpty() && hang.chain().isCertain();
    return matcher.match(hang, file.age()).stream()
        .filter(match -> !deadlock || match.sight().outcome() == VhostOutcome.DEADLOCK)
        .toList();
  }

  /** Where the cause is known to be elsewhere, no ordering of the teardown is looked for. */
  private static boolean isTeardown(Hang hang) {
    final Optional<String> lock = hang.victim().waitsFor().flatMap(SeenLock::label);
    return !(hang.holder() instanceof Holder.Died)
        && !hang.endsOutside()
        && (hang.outside().filter(outside -> !outside.isModelled()).isEmpty() || lock.isPresent());
  }

  private static List<String> others(Hang hang) {
    final Stream<String> together = hang.others().stream()
        .map(task -> task.task() + " in " + Steps.of(task) + "; it waits for " + Steps.wait(task));
    final Stream<String> similar = hang.similar().isEmpty()
        ? Stream.empty()
        : Stream.of("in the same state on other devices, by the lock list: "
            + hang.similar().stream()
                .map(task -> task.task().toString())
                .collect(Collectors.joining(", ")));
    final Stream<String> tied = hang.tied().stream()
        .map(task -> task.task() + ", which is not vhost's, in "
            + task.trace().inner().stream()
                .findFirst()
                .map(call -> call.function() + "()")
                .orElse("a place that the log does not show"));
    return Stream.concat(Stream.concat(together, similar), tied).toList();
  }
}
