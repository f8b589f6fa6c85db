package org.killpath.app.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.BookOptions;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Converters.NameList;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.letter.AnswerLetter;
import org.killpath.app.report.letter.Letter;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.design.edit.NamedSets;
import org.killpath.lab.invent.Laboratory;
import org.killpath.lab.invent.Proposal;
import org.killpath.lab.invent.Question;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath letter}. */
@Command(
    name = "letter",
    description = "Runs some orderings and writes a mail about them, in plain text of 72 columns:"
        + " what was run, what came out, why, and what is still open.",
    mixinStandardHelpOptions = true)
public final class LetterCommand implements Callable<Integer> {
  private static final Forms<String> FORMS =
      Forms.<String>of("letter").prose(Forms.TEXT, letter -> letter);
  private static final long USUAL_SCHEDULES = 1000;
  private static final long USUAL_SAMPLE = 60;
  private static final long USUAL_PROOF = 3_000;

  @ParentCommand
  private Session session;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Mixin
  private RunOptions run;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Parameters(
      arity = "0..*",
      paramLabel = "SCENARIO",
      description = "The orderings it is about; see list.")
  private List<String> orderings = List.of();

  @Option(
      names = "--scenarios",
      paramLabel = "ID",
      description = "The same, separated by commas.",
      converter = Converters.Names.class)
  private List<NameList> scenarios = new ArrayList<>();

  @Option(
      names = "--designs",
      paramLabel = "ID",
      description = "Only these designs (default: all).",
      converter = Converters.Names.class)
  private List<NameList> designs = new ArrayList<>();

  @Option(
      names = "--answer",
      paramLabel = "SET",
      arity = "0..1",
      fallbackValue = NamedSets.ANSWER,
      description =
          "Propose that set of edits (default: " + NamedSets.ANSWER + "): what changes, what"
              + " that was measured to cure, what not, what it costs, what would refute it.")
  private Optional<String> answer = Optional.empty();

  @Option(
      names = "--proof",
      paramLabel = "N",
      description =
          "With --answer: so many executions of each cell, all that there are if those are"
              + " no more (default: 3000).",
      converter = Converters.Count.class)
  private Optional<Long> proof = Optional.empty();

  @Option(
      names = "--with",
      paramLabel = "FILE",
      description = "With --answer: use the cells in this file, which a search has kept.")
  private List<Path> books = new ArrayList<>();

  @Override
  public Integer call() {
    if (answer.isPresent()) {
      return propose(answer.get());
    }
    if (proof.isPresent() || !books.isEmpty()) {
      throw new BadInput("--proof and --with are for --answer");
    }
    final List<String> wanted = new ArrayList<>(orderings);
    wanted.addAll(NameList.all(scenarios));
    if (wanted.isEmpty()) {
      throw new BadInput("a letter about what? Name one ordering or more, as in: letter C");
    }
    final Printer<String> printer = output.printer(FORMS, session.terminal());
    final List<Cell> cells = session.catalogue().cells(wanted, NameList.all(designs));
    final Expectations expectations = Expectations.load();
    final Runs runs = Runs.explore(session, run, cells, USUAL_SCHEDULES).shrunk();
    final String program = Session.programAndModel();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      printer.print(Letter.text(
          program,
          "killpath " + String.join(" ", spec.commandLine().getParseResult().originalArgs()),
          runs.results(),
          expectations::objection,
          runs.warning(),
          controlled));
    }
    return runs.status(expectations);
  }

  private int propose(String set) {
    if (!orderings.isEmpty() || !scenarios.isEmpty() || !designs.isEmpty()) {
      throw new BadInput("--answer is about all orderings; name none, and no designs");
    }
    final Printer<String> printer = output.printer(FORMS, session.terminal());
    final Catalogue catalogue = session.catalogue();
    if (!(catalogue.design(set) instanceof EditedDesign proposed)) {
      throw new BadInput(set + " is no set of edits");
    }
    final long schedules = run.schedules().orElse(USUAL_SAMPLE);
    final Question question = Question.about(
        catalogue.space(),
        catalogue.scenarios(),
        Math.min(5, schedules),
        schedules,
        proof.orElse(USUAL_PROOF));
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Searching searching = new Searching(session, run.threads(), run.time());
      final Proposal measured = new Proposal(
          question,
          new Laboratory(question, searching, BookOptions.read(session, books, controlled)),
          proposed,
          design -> searching.cost(design, controlled));
      final boolean whole = measured.measure();
      searching.searched();
      if (!whole) {
        throw new BadInput("the time was too short to measure " + set);
      }
      printer.print(AnswerLetter.text(
          Session.programAndModel(),
          "killpath " + String.join(" ", spec.commandLine().getParseResult().originalArgs()),
          measured,
          Stream.of(measured.upstream(), measured.set())
              .map(each -> DataPathCost.of(each.design(), controlled))
              .toList()));
    }
    return Session.AS_EXPECTED;
  }
}
