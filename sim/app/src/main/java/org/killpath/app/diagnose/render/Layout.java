package org.killpath.app.diagnose.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.Diagnosis;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.match.DesignEffect;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.words.TimelineEvent;
import org.killpath.app.diagnose.words.TimelineWords;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.VhostOutcome;

/** What a diagnosed hang is told by, part by part: the same for text and Markdown. */
final class Layout {
  /** So many orderings are worth a reader's time; the other formats have all. */
  private static final int MOST_ORDERINGS = 6;

  /** Of less, hardly more speaks for it than against it. */
  private static final int FEWEST_POINTS = 4;

  /** A part with a title; {@code token} lines are never broken. */
  record Part(String title, List<String> lines) {}

  private Layout() {}

  static List<Part> of(DiagnosedHang hang) {
    final List<Part> parts = new ArrayList<>();
    add(parts, "where", List.of(hang.where()));
    add(parts, "waits for", List.of(hang.waitsFor()));
    add(
        parts,
        "has meanwhile",
        hang.holds().isEmpty() ? List.of() : List.of(String.join(", ", hang.holds())));
    add(parts, isAboutALock(hang) ? "held by" : "up to", hang.holder());
    add(parts, "hangs with it", hang.others());
    add(parts, "known bug", hang.knownBugs());
    add(parts, "what follows", hang.remarks());
    add(parts, "designs", designs(hang.effects()));
    add(parts, "cannot be told", hang.cannotTell());
    add(parts, "capture next", hang.captureNext());
    return parts;
  }

  /** One event of the timeline in a line. */
  static String event(TimelineEvent event) {
    return TimelineWords.when(event.time(), event.line()) + ": " + event.what()
        + (event.means().isEmpty() ? "" : " -> " + event.means());
  }

  /** The notes that the first lines have not told already. */
  static List<String> notesLeft(Diagnosis diagnosis) {
    return diagnosis.notes().stream()
        .filter(note -> !diagnosis.answer().contains("note: " + note))
        .toList();
  }

  private static void add(List<Part> parts, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      parts.add(new Part(title, lines));
    }
  }

  private static boolean isAboutALock(DiagnosedHang hang) {
    return hang.hang().victim().trace().kind() == Wait.MUTEX
        || hang.hang().victim().waitsFor().isPresent();
  }

  /** The orderings to show: staged ones, since each stands for its raced twin, if there are any. */
  static List<Match> orderings(DiagnosedHang hang) {
    final List<Match> possible = hang.orderings().stream()
        .filter(match -> match.points() >= FEWEST_POINTS)
        .toList();
    final List<Match> staged = possible.stream()
        .filter(match -> match.sight().cell().scenario().isStaged())
        .toList();
    return (staged.isEmpty() ? possible : staged).stream().limit(MOST_ORDERINGS).toList();
  }

  /** Where it stands among those that are shown; all that are as good as the best are first. */
  static int rank(DiagnosedHang hang, Match match) {
    return hang.orderings().indexOf(match) < hang.alike() ? 1 : orderings(hang).indexOf(match) + 1;
  }

  static int notShown(DiagnosedHang hang) {
    return hang.orderings().size() - orderings(hang).size();
  }

  /** How well an ordering fits. */
  static String fit(Match match) {
    return match.isWhole() ? "fits" : "but " + String.join("; ", match.objections());
  }

  static String share(Match match) {
    return match.sight().count() + " of " + match.sight().of() + " schedules";
  }

  private static List<String> designs(List<DesignEffect> effects) {
    if (effects.isEmpty()) {
      return List.of();
    }
    final List<String> lines = new ArrayList<>();
    final String in = " in " + String.join(", ", effects.get(0).in()) + ": ";
    group(lines, "no hang" + in, effects, effect -> effect.worst() == VhostOutcome.COMPLETED);
    group(
        lines,
        "the worker gets out, but another task hangs in the ordering named: ",
        effects,
        effect -> effect.avoidsTheHang() && !effect.othersHangIn().isEmpty(),
        effect -> effect.design() + " (" + String.join(", ", effect.othersHangIn()) + ")");
    final Map<Outcome, List<String>> prices = new LinkedHashMap<>();
    effects.stream()
        .filter(effect -> effect.avoidsTheHang()
            && effect.othersHangIn().isEmpty()
            && effect.worst() != VhostOutcome.COMPLETED)
        .forEach(effect -> prices
            .computeIfAbsent(effect.worst(), outcome -> new ArrayList<>())
            .add(effect.design()));
    prices.forEach((outcome, designs) ->
        lines.add("no hang" + in + String.join(", ", designs) + ", but " + outcome));
    group(lines, "hang as well: ", effects, effect -> !effect.avoidsTheHang());
    return lines;
  }

  private static void group(
      List<String> lines, String title, List<DesignEffect> effects, Predicate<DesignEffect> which) {
    group(lines, title, effects, which, DesignEffect::design);
  }

  private static void group(
      List<String> lines,
      String title,
      List<DesignEffect> effects,
      Predicate<DesignEffect> which,
      Function<DesignEffect, String> name) {
    final String names = effects.stream().filter(which).map(name).collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      lines.add(title + names);
    }
  }
}
