package org.killpath.app.diagnose;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.log.line.Extent;
import org.killpath.app.diagnose.log.report.LogParser;
import org.killpath.app.diagnose.match.DesignEffect;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.words.TimelineEvent;

/**
 * What a log says about vhost's teardown, for any renderer. Text that comes from the log has no
 * control characters in it any more, but is not escaped for any markup.
 *
 * @param extent how much was read
 * @param understood what of it was understood
 * @param kernelLines how many lines are a kernel's
 * @param reports how many reports were read
 * @param understanding the same in a line
 * @param summary the answer in a sentence or two
 * @param answer the answer in five lines or so: what was read, what hangs, why, on what code, what next
 * @param hangs in the order of the log
 * @param timeline everything of interest, in the order of the log
 * @param notes what else there is to say
 * @param captureNext what would settle whether vhost hangs, where no hang was found and that is open
 * @param method how the orderings were found
 */
public record Diagnosis(
    Extent extent,
    LogParser.Understood understood,
    long kernelLines,
    long reports,
    String understanding,
    String summary,
    List<String> answer,
    List<DiagnosedHang> hangs,
    List<TimelineEvent> timeline,
    List<String> notes,
    List<String> captureNext,
    String method) {
  public Diagnosis {
    answer = List.copyOf(answer);
    hangs = List.copyOf(hangs);
    timeline = List.copyOf(timeline);
    notes = List.copyOf(notes);
    captureNext = List.copyOf(captureNext);
  }

  /**
   * One hang.
   *
   * @param hang the facts from the log
   * @param age which code the kernel has
   * @param headline who hangs, where, on what, in a sentence
   * @param cause why, in a sentence
   * @param knownBugs those that it looks like, with the commits that fixed them
   * @param where the step of the teardown
   * @param waitsFor the kind of wait, and on what
   * @param holds what it keeps others from meanwhile
   * @param holder who has what it waits for, or may have it, in words: the likeliest first
   * @param others who hangs with it, and where
   * @param orderings the cells of the model that show the same, the best first
   * @param alike how many of them, from the first on, fit equally well
   * @param effects what the designs do in the best of them
   * @param cannotTell what the log leaves open
   * @param captureNext what would settle it
   */
  public record DiagnosedHang(
      Hang hang,
      Age age,
      Optional<String> release,
      String headline,
      String cause,
      List<String> knownBugs,
      String where,
      String waitsFor,
      List<String> holds,
      List<String> holder,
      List<String> others,
      List<Match> orderings,
      int alike,
      List<DesignEffect> effects,
      List<String> remarks,
      List<String> cannotTell,
      List<String> captureNext) {
    public DiagnosedHang {
      knownBugs = List.copyOf(knownBugs);
      holds = List.copyOf(holds);
      holder = List.copyOf(holder);
      others = List.copyOf(others);
      orderings = List.copyOf(orderings);
      effects = List.copyOf(effects);
      remarks = List.copyOf(remarks);
      cannotTell = List.copyOf(cannotTell);
      captureNext = List.copyOf(captureNext);
    }
  }
}
