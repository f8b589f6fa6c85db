package org.killpath.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.killpath.app.cli.command.AnswersCommand;
import org.killpath.app.cli.command.ClaimsCommand;
import org.killpath.app.cli.command.CostsCommand;
import org.killpath.app.cli.command.DiagnoseCommand;
import org.killpath.app.cli.command.ExploreCommand;
import org.killpath.app.cli.command.FaultsCommand;
import org.killpath.app.cli.command.InventCommand;
import org.killpath.app.cli.command.LacksCommand;
import org.killpath.app.cli.command.LetterCommand;
import org.killpath.app.cli.command.ListCommand;
import org.killpath.app.cli.command.LockOrderCommand;
import org.killpath.app.cli.command.MergeCommand;
import org.killpath.app.cli.command.ReplayCommand;
import org.killpath.app.cli.command.TableCommand;
import org.killpath.app.cli.command.bench.BenchCommand;
import org.killpath.app.cli.command.machine.CaptureCommand;
import org.killpath.app.cli.command.machine.CompareCommand;
import org.killpath.app.cli.command.machine.ReproduceCommand;
import org.killpath.app.cli.option.Nearest;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.OneLine;
import org.killpath.app.cli.screen.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command without a subcommand, and what all subcommands have in common. */
@Command(
    name = "killpath",
    description = "Which way of building vhost's SIGKILL teardown can hang, under which ordering,"
        + " and why.",
    mixinStandardHelpOptions = true,
    versionProvider = Killpath.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:everything is as expected",
      "1:a cell is outside its expected set",
      "2:bad input",
      "3:killpath itself failed, or a result could not be written or kept"
    })
public final class Killpath extends Session implements Runnable {
  private static final List<Class<?>> COMMANDS = List.of(
      ListCommand.class,
      TableCommand.class,
      ExploreCommand.class,
      ReplayCommand.class,
      DiagnoseCommand.class,
      CaptureCommand.class,
      ReproduceCommand.class,
      CompareCommand.class,
      AnswersCommand.class,
      MergeCommand.class,
      ClaimsCommand.class,
      CostsCommand.class,
      FaultsCommand.class,
      LockOrderCommand.class,
      LetterCommand.class,
      InventCommand.class,
      LacksCommand.class,
      BenchCommand.class);

  private Killpath(Terminal terminal, Interruption interruption) {
    super(terminal, interruption);
  }

  /**
   * A command line, ready to be executed. If the first of {@code arguments} is the name of a command,
   * it is the only one that is there: to look for the options of all takes as long as starting the
   * virtual machine.
   */
  static CommandLine commandLine(
      Terminal terminal, Interruption interruption, String... arguments) {
    final Killpath killpath = new Killpath(terminal, interruption);
    final CommandLine commandLine = new CommandLine(killpath);
    final List<Class<?>> named = COMMANDS.stream()
        .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
        .toList();
    for (Class<?> command : named.isEmpty() ? COMMANDS : named) {
      commandLine.addSubcommand(command);
    }
    commandLine
        .getSubcommands()
        .values()
        .forEach(command -> OutputOptions.sayForms(command.getCommandSpec()));
    commandLine.setUsageHelpWidth(Math.min(100, Math.max(60, terminal.width())));
    commandLine.setAbbreviatedOptionsAllowed(true);
    // A word that begins with @ is a word, and not the name of a file with arguments.
    commandLine.setExpandAtFiles(false);
    // Looking for abbreviations, picocli 4.7.7 fails on a dash that stands for standard input.
    Optional.ofNullable(commandLine.getSubcommands().get(name(DiagnoseCommand.class)))
        .ifPresent(diagnose -> diagnose.setAbbreviatedOptionsAllowed(false));
    commandLine.setParameterExceptionHandler((problem, given) -> {
      complain(problem.getCommandLine(), message(problem, List.of(given)));
      return BAD_INPUT;
    });
    commandLine.setExecutionStrategy(parsed -> killpath.run(parsed));
    return commandLine;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** Whatever is thrown becomes an exit status here, errors of the virtual machine included. */
  @SuppressWarnings("CatchAndPrintStackTrace") // for whoever reports what nobody thought of
  private int run(CommandLine.ParseResult parsed) {
    begin();
    try {
      final int status = new CommandLine.RunLast().execute(parsed);
      return hasLost() ? FAILED : status;
    } catch (ParameterException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      final Throwable problem =
          e instanceof CommandLine.ExecutionException && e.getCause() != null ? e.getCause() : e;
      final Failure failure = Failure.of(problem);
      final CommandLine executed = spec().commandLine();
      complain(executed, failure.words());
      if (failure.unforeseen()) {
        problem.printStackTrace(executed.getErr());
      }
      return failure.status();
    }
  }

  /** Picocli's own words, and what the user might have meant. */
  private static String message(ParameterException problem, List<String> arguments) {
    if (arguments.contains("")) {
      return "argument " + (arguments.indexOf("") + 1) + " is empty";
    }
    final String words = problem.getMessage().lines().findFirst().orElse("bad input");
    if (problem instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      final String wrong = unmatched.getUnmatched().get(0);
      final CommandLine command = problem.getCommandLine();
      return words
          + Nearest.to(
                  wrong,
                  wrong.startsWith("-")
                      ? command.getCommandSpec().optionsMap().keySet()
                      : command.getSubcommands().keySet())
              .map(name -> "; did you mean " + name + "?")
              .orElse("");
    }
    return words;
  }

  private static void complain(CommandLine command, String message) {
    final PrintWriter err = command.getErr();
    err.println("killpath: " + OneLine.of(message));
    err.flush();
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec().commandLine(),
        "a command is missing: one of " + String.join(", ", spec().subcommands().keySet()));
  }

  /** What {@code --version} prints. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {programAndModel()};
    }
  }
}
