package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.Laboratory;
import org.killpath.lab.invent.Smallest;
import org.killpath.lab.invent.Smallest.Told;
import org.killpath.lab.table.Document;

/**
 * How many edits a set has at least that leaves nothing bad.
 *
 * @param warning what the reader has to know first, if anything
 * @param answer in a sentence or two
 * @param effort how much was run for it
 * @param refutations what says that no smaller set will do
 */
public record SmallestReport(
    Optional<String> warning, String answer, String effort, List<Told> refutations) {

  /** Of a search that is over. */
  public static SmallestReport of(
      Optional<EditedDesign> found, Smallest search, Laboratory laboratory) {
    return of(found, laboratory.isCut(), search, laboratory);
  }

  /** Likewise; {@code cut} if it was ended before its end. */
  static SmallestReport of(
      Optional<EditedDesign> found, boolean cut, Smallest search, Laboratory laboratory) {
    final List<Told> told = search.refutations();
    final long times = told.stream().mapToLong(Told::times).sum();
    return new SmallestReport(
        found.isEmpty() && cut
            ? Optional.of("PARTIAL: the search was ended early; of larger sets nothing is said.")
            : Optional.empty(),
        answer(found, search),
        search.sets() + " sets were run; " + times + " executions in " + told.size()
            + " orderings refute all smaller ones. " + search.tried()
            + " executions of what was known"
            + " from another set, and " + laboratory.executions() + " in " + laboratory.cells()
            + " cells that were measured.",
        told);
  }

  private static String answer(Optional<EditedDesign> found, Smallest search) {
    final String bound = search.atLeast() == 0
        ? ""
        : " Every set with fewer than " + search.atLeast()
            + " edits leaves an avoidable hang or shows something else bad.";
    return found
        .map(set -> set.id() + " has " + set.edits().size()
            + " edits, and nothing bad was seen under it." + bound)
        .orElse(
            bound.isEmpty() ? "Nothing was refuted before the search was ended." : bound.strip());
  }

  public Document document() {
    return how(new Document().warning(warning).paragraph(answer));
  }

  /** Adds how the answer was found. */
  Document how(Document document) {
    document.paragraph(effort);
    if (!refutations.isEmpty()) {
      document.heading(
          "What refutes smaller sets, how often, and a replay of one (" + refutations.size() + ")");
      final List<String> lines = new ArrayList<>();
      refutations.forEach(told ->
          lines.add(told.ordering() + ", " + told.times() + ": killpath replay " + told.token()));
      document.lines(lines);
    }
    return document;
  }
}
