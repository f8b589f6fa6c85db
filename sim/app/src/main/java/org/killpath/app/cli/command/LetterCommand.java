package org.killpath.app.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Converters.NameList;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.letter.Letter;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;
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

  @ParentCommand
  private Session session;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  @Mixin
  private RunOptions run;

  @Mixin
  private OutputOptions output;

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

  @Override
  public Integer call() {
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
}
