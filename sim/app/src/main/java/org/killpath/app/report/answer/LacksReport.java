package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.Completion;
import org.killpath.lab.invent.Completion.Whole;
import org.killpath.lab.invent.Laboratory;
import org.killpath.lab.invent.Need;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Piece;

/**
 * What a change lacks until nothing that an edit could avoid hangs.
 *
 * @param change what somebody wants to merge
 * @param whole the smallest set with it in which nothing bad was found
 * @param least what every such set has at least, by what was refuted
 * @param search how that was found
 */
public record LacksReport(
    EditedDesign change, Optional<Whole> whole, int least, SmallestReport search) {

  /**
   * Of a search that is over.
   *
   * @param cut was it ended early?
   */
  public static LacksReport of(
      EditedDesign change,
      Optional<Whole> whole,
      boolean cut,
      Completion completion,
      Laboratory laboratory) {
    return new LacksReport(
        change,
        whole,
        completion.search().atLeast(),
        SmallestReport.of(whole.map(Whole::set), cut, completion.search(), laboratory));
  }

  /** What the reader has to know first, if anything. */
  public Optional<String> warning() {
    return search
        .warning()
        .or(() -> whole
            .filter(found ->
                needs(found).stream().anyMatch(need -> need.finding() == Need.Finding.NOT_MEASURED))
            .map(found -> "PARTIAL: what happens without an edit was not measured for each."));
  }

  private static List<Need> needs(Whole found) {
    final List<Need> needs = new ArrayList<>(found.missing());
    needs.addAll(found.own());
    return needs;
  }

  public Document document() {
    final Document document = new Document().warning(warning());
    document.paragraph(answer());
    whole.ifPresent(found -> {
      entries(document, "What is missing", found.missing());
      entries(document, "What is there", found.own());
    });
    return search.how(document);
  }

  private String answer() {
    final String bound = least <= change.edits().size()
        ? ""
        : "Every set with " + words() + "fewer than " + least
            + " edits leaves an avoidable hang or shows something else bad.";
    final String answer = (whole.map(this::sentence).orElse("") + " " + bound).strip();
    return answer.isEmpty() ? "Nothing was refuted before the search was ended." : answer;
  }

  private String words() {
    return change.edits().isEmpty() ? "" : change.id() + " in it and ";
  }

  private String sentence(Whole found) {
    if (found.missing().isEmpty()) {
      return change.id() + " lacks nothing: no avoidable hang and nothing else bad was seen.";
    }
    return change.id() + " lacks "
        + found.missing().stream().map(need -> need.edit().id()).collect(Collectors.joining(", "))
        + ". With " + (found.missing().size() == 1 ? "it" : "them")
        + " no avoidable hang and nothing else bad was seen.";
  }

  private static void entries(Document document, String heading, List<Need> needs) {
    if (!needs.isEmpty()) {
      document.heading(heading + " (" + needs.size() + ")");
      needs.forEach(need -> document.add(
          new Piece.Entry(need.edit().id(), 3, Optional.empty(), new NeedItems(need).below())));
    }
  }
}
