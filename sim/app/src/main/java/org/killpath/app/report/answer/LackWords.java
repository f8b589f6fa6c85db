package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.killpath.lab.invent.Lack;
import org.killpath.lab.invent.Need;

/** What a proposal lacks, in words: a sentence, and a line for each edit that is missing. */
public record LackWords(Lack lack) {
  /** One line: what is known of the edit, and the token that replays it, or empty words. */
  public record Line(String words, String token) {}

  /** Without the full stop. */
  public String sentence() {
    final List<Need> missing = lack.missing();
    final String edits =
        missing.stream().map(need -> need.edit().id()).collect(Collectors.joining(", "));
    if (missing.isEmpty()) {
      return lack.proposal().id()
          + (lack.left().isEmpty()
              ? " lacks nothing: no avoidable hang and nothing else bad was seen"
              : " is in no known set that cures everything");
    }
    if (lack.proposal().edits().isEmpty()) {
      return "the smallest known cure has " + missing.size() + " edits: " + edits;
    }
    final String more = missing.size() + " edits more: " + edits;
    return lack.left().isEmpty()
        ? "the smallest known cure that has " + lack.proposal().id() + " in it has " + more
        : "no known cure has " + lack.proposal().id() + " in it; the one that comes furthest has "
            + more;
  }

  public List<Line> lines() {
    final List<Line> lines = new ArrayList<>();
    lack.left().ifPresent(token -> lines.add(new Line("with all of them still", token)));
    for (Need need : lack.missing()) {
      lines.add(
          switch (need.finding()) {
            case WORSE -> new Line("without " + need.edit().id(), need.words());
            case NO_DESIGN -> new Line("without " + need.edit().id() + ": " + need.words(), "");
            case NOTHING_WORSE ->
              new Line("without " + need.edit().id() + " nothing worse was seen", "");
            case NOT_MEASURED -> new Line("without " + need.edit().id() + ": not measured", "");
          });
    }
    return lines;
  }
}
