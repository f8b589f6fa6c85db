package org.killpath.app.cli.command.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.option.UserFile;
import org.killpath.app.kit.heard.ConsoleReader;
import org.killpath.app.kit.heard.Heard;
import org.killpath.app.kit.heard.Played;
import org.killpath.app.report.kernel.ComparedPlay.Answer;
import org.killpath.app.report.kernel.PlayedTable;
import org.killpath.lab.campaign.file.BoundedInput;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.yaml.ScriptFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath compare CONSOLE.LOG...}. */
@Command(
    name = "compare",
    description = "Reads what a kit of reproduce said on consoles, and compares each ordering that"
        + " was played with the model. The exit status is 0 if all agree, 1 if one does not, 2 if"
        + " a log could not be read.",
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
  /** Whoever has more has something else. */
  private static final long MOST_BYTES = 1L << 30;

  private static final Forms<PlayedTable> FORMS = Forms.<PlayedTable>of("compare")
      .document(PlayedTable::document)
      .with("csv", PlayedTable::csv);

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Mixin
  private RunOptions run;

  @Option(
      names = "--design",
      paramLabel = "ID",
      description = "The design that the kernel was built by (default: upstream; kthread where a"
          + " kernel thread serves the device).")
  private Optional<String> design = Optional.empty();

  @Option(
      names = "--which",
      description = "Say, too, which designs behave like this kernel in all that was played.")
  private boolean which;

  @Option(
      names = "--orderings",
      paramLabel = "DIR",
      description = "Take in the orderings of all files in this folder that end in .yaml, such as"
          + " the folder scripts of a kit.")
  private Optional<Path> folder = Optional.empty();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Console logs, as run.sh of a kit keeps them; one that is named twice counts once.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    final Printer<PlayedTable> printer = output.printer(FORMS, session.terminal());
    final Comparing comparing = new Comparing(session.catalogue(), scripts(), design);
    final List<Played> played = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    for (Path file : new LinkedHashSet<>(files)) {
      final Heard heard = UserFile.use(file, CompareCommand::read);
      played.addAll(heard.played());
      faults.addAll(heard.faults());
    }
    final Runs runs = Runs.searched(session, run, comparing.cells(played, which));
    final PlayedTable table = comparing.table(played, faults, runs.results(), which);
    printer.print(table);
    runs.warn(session, printer);
    if (!faults.isEmpty()) {
      session.say("not everything could be read: " + faults.get(0));
      return Session.BAD_INPUT;
    }
    return runs.status(table.plays().stream().allMatch(play -> play.answer() == Answer.AGREES));
  }

  private static Heard read(Path file) throws IOException {
    try (InputStream console = new BoundedInput(Files.newInputStream(file), MOST_BYTES)) {
      return ConsoleReader.read(file.toString(), console);
    }
  }

  private List<OrderingScript> scripts() {
    return folder.map(name -> UserFile.use(name, CompareCommand::scripts)).orElse(List.of());
  }

  private static List<OrderingScript> scripts(Path folder) throws IOException {
    final List<OrderingScript> scripts = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file :
          inside.filter(name -> name.toString().endsWith(".yaml")).sorted().toList()) {
        scripts.add(ScriptFile.read(file));
      }
    }
    return scripts;
  }
}
