package org.killpath.app.report.letter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.killpath.app.report.table.Legend;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.table.OutcomeTable;
import org.killpath.lab.table.Share;

/**
 * A mail to a list about a run. Everything in it was measured in that run; its steps are those of
 * executions that are run once more for it.
 */
public final class Letter {
  private static final int MOST_TOKENS = 12;

  private final List<Result<Cell>> results;
  private final OutcomeTable table;
  private final Controlled controlled;
  private final Paper paper = new Paper();

  private Letter(
      List<Result<Cell>> results,
      Function<Result<Cell>, Optional<String>> objections,
      Optional<String> warning,
      Controlled controlled) {
    this.results = results;
    this.controlled = controlled;
    this.table = OutcomeTable.of(results, objections, warning);
  }

  /**
   * The whole letter.
   *
   * @param program name and version
   * @param command what was typed
   */
  public static String text(
      String program,
      String command,
      List<Result<Cell>> results,
      Function<Result<Cell>, Optional<String>> objections,
      Optional<String> warning,
      Controlled controlled) {
    final Letter letter = new Letter(results, objections, warning, controlled);
    letter.subject();
    letter.run(program, command);
    letter.outcomes();
    final List<Sighting<Cell>> decisive = Decisive.of(results);
    decisive.forEach(letter::execution);
    letter.others(decisive);
    letter.open();
    return letter.paper.toString();
  }

  private void subject() {
    final long bad = Decisive.bad(results).size();
    paper.line("Subject: vhost: SIGKILL teardown: " + bad + " of " + results.size()
        + (results.size() == 1 ? " cell" : " cells") + (bad == 1 ? " does" : " do")
        + " not complete");
    paper.blank();
  }

  private void run(String program, String command) {
    table.warning().ifPresent(words -> paper.paragraph(words));
    paper.paragraph("What follows was measured by executing a model of vhost's teardown path ("
        + program + "). A cell is one ordering under one design of the kill path; each of its"
        + " schedules was run until nobody could take a step.");
    paper.blank();
    paper.wrapped("  $ ", "      ", command);
    paper.title("Orderings and designs");
    final Legend legend = Legend.of(results);
    legend.stories().forEach(this::described);
    paper.blank();
    legend.changes().forEach(this::described);
  }

  private void described(String name, String words) {
    paper.wrapped(
        name.length() < 15 ? String.format(Locale.ROOT, "%-16s", name) : name + "  ",
        " ".repeat(16),
        words);
  }

  private void outcomes() {
    paper.title("Outcomes");
    paper.verbatim(LetterTable.text(table));
    paper.blank();
    for (Outcome outcome : table.outcomes()) {
      paper.wrapped(
          String.format(Locale.ROOT, "%-16s", outcome), " ".repeat(16), outcome.meaning());
    }
    paper.blank();
    table.notes().forEach(paper::paragraph);
  }

  private void execution(Sighting<Cell> sighting) {
    final Result<Cell> result = result(sighting);
    final VerdictReport report = new VerdictReport(sighting.verdict());
    final Trace trace = new Trace();
    sighting.schedule().replay(controlled, trace);
    paper.title(sighting.schedule().subject() + ": " + sighting.verdict().outcome());
    final long judged = result.schedules() - result.missed();
    final long count = result.outcomes().get(sighting.verdict().outcome());
    paper.paragraph(
        "In " + Share.text(count, judged) + " of its schedules (" + count + " of " + judged + ").");
    paper.blank();
    words(report);
    final DecisiveSteps steps = DecisiveSteps.of(trace, report.evidence(), report.isAboutTheEnd());
    paper.blank();
    paper.paragraph("The simplest execution found that shows it (" + sighting.handoffs()
        + " changes of task"
        + (sighting.handoffs() < sighting.handoffsFound()
            ? ", shrunk from " + sighting.handoffsFound()
            : "")
        + "): step, task, what it does; " + steps.leftOut()
        + " steps of others, and those that only read or write a field, are left out.");
    paper.blank();
    steps.to(paper);
    paper.blank();
    paper.wrapped("  $ ", "      ", "killpath replay --trace " + sighting.token());
  }

  /** The report; what its chain or cycle says already is not said again. */
  private void words(VerdictReport report) {
    final StringBuilder said = new StringBuilder();
    report.sections().stream()
        .filter(section -> section.title().equals("chain") || section.title().equals("cycle"))
        .forEach(section -> section.lines().forEach(said::append));
    for (VerdictReport.Section section : report.sections()) {
      final boolean repeats =
          section.title().equals("stuck") || section.title().equals("left behind");
      String label = section.title();
      for (String line : section.lines()) {
        if (!repeats || said.indexOf(line) < 0) {
          final String indent =
              line.substring(0, line.length() - line.stripLeading().length());
          paper.wrapped(
              String.format(Locale.ROOT, "%-14s", label) + indent,
              " ".repeat(16) + indent,
              line.stripLeading());
          label = "";
        }
      }
    }
  }

  private Result<Cell> result(Sighting<Cell> sighting) {
    return results.stream()
        .filter(result -> result.subject().equals(sighting.schedule().subject()))
        .findFirst()
        .orElseThrow();
  }

  private void others(List<Sighting<Cell>> told) {
    final List<Sighting<Cell>> others = Decisive.bad(results).stream()
        .filter(sighting -> !told.contains(sighting))
        .toList();
    if (others.isEmpty()) {
      return;
    }
    paper.title("The other cells that do not complete");
    others.stream().limit(MOST_TOKENS).forEach(sighting -> {
      paper.wrapped(
          "", "    ", sighting.schedule().subject() + ": " + sighting.verdict().summary());
      paper.wrapped("    ", "    ", sighting.token());
    });
    if (others.size() > MOST_TOKENS) {
      paper.line("... and " + (others.size() - MOST_TOKENS) + " more.");
    }
  }

  private void open() {
    paper.title("What is open");
    OpenQuestions.of(results).forEach(question -> paper.wrapped("- ", "  ", question));
  }
}
