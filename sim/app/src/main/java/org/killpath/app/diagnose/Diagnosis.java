package org.killpath.app.diagnose;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.log.LogReader;
import org.killpath.app.diagnose.match.Match;
import org.killpath.engine.judge.Outcome;

/**
 * What a log says about vhost's teardown, for any renderer. Text that comes from the log has no
 * control characters in it any more, but is not escaped for any markup.
 *
 * @param extent how much was read
 * @param summary the answer in a sentence or two
 * @param hangs in the order of the log
 * @param notes what else there is to say
 * @param method how the orderings were found
 */
public record Diagnosis(
    LogReader.Extent extent,
    String summary,
    List<DiagnosedHang> hangs,
    List<String> notes,
    String method) {
  public Diagnosis {
    hangs = List.copyOf(hangs);
    notes = List.copyOf(notes);
  }

  /**
   * One hang.
   *
   * @param hang the facts from the log
   * @param headline who hangs, where, on what, in a sentence
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
      Optional<String> release,
      String headline,
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

  /**
   * What one design does in the orderings that fit best.
   *
   * @param hangsIn those in which a task like the hung one of the log hangs
   * @param othersHangIn those in which only another task does
   * @param worst the worst outcome of all
   * @param in all orderings that it was run in
   */
  public record DesignEffect(
      String design,
      List<String> hangsIn,
      List<String> othersHangIn,
      Outcome worst,
      List<String> in) {
    public DesignEffect {
      hangsIn = List.copyOf(hangsIn);
      othersHangIn = List.copyOf(othersHangIn);
      in = List.copyOf(in);
    }

    public boolean avoidsTheHang() {
      return hangsIn.isEmpty();
    }
  }
}
