package org.killpath.app.cli;

import org.killpath.app.cli.command.AnswersCommand;
import org.killpath.app.cli.command.BenchCommand;
import org.killpath.app.cli.command.CaptureCommand;
import org.killpath.app.cli.command.ClaimsCommand;
import org.killpath.app.cli.command.CostsCommand;
import org.killpath.app.cli.command.DiagnoseCommand;
import org.killpath.app.cli.command.ExploreCommand;
import org.killpath.app.cli.command.LetterCommand;
import org.killpath.app.cli.command.ListCommand;
import org.killpath.app.cli.command.LockOrderCommand;
import org.killpath.app.cli.command.MergeCommand;
import org.killpath.app.cli.command.ReplayCommand;
import org.killpath.app.cli.command.TableCommand;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Nearest;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.Terminal;
import org.killpath.engine.program.Program;
import org.killpath.lab.cell.ModelVersion;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
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
    subcommands = {
      ListCommand.class,
      TableCommand.class,
      ExploreCommand.class,
      ReplayCommand.class,
      DiagnoseCommand.class,
      CaptureCommand.class,
      AnswersCommand.class,
      MergeCommand.class,
      ClaimsCommand.class,
      CostsCommand.class,
      LockOrderCommand.class,
      LetterCommand.class,
      BenchCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:everything is as expected",
      "1:a cell is outside its expected set",
      "2:bad input",
      "3:killpath itself failed, or a result could not be written or kept"
    })
public final class Killpath implements Runnable {
  public static final int AS_EXPECTED = 0;
  public static final int UNEXPECTED = 1;
  public static final int BAD_INPUT = 2;
  public static final int FAILED = 3;

  private final Terminal terminal;
  private final Interruption interruption;
  private boolean lost;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  private Killpath(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  /** The whole command line, ready to be executed. */
  static CommandLine commandLine(Terminal terminal, Interruption interruption) {
    final Killpath killpath = new Killpath(terminal, interruption);
    final CommandLine commandLine = new CommandLine(killpath);
    commandLine.setUsageHelpWidth(Math.min(100, Math.max(60, terminal.width())));
    commandLine.setAbbreviatedOptionsAllowed(true);
    // A word that begins with @ is a word, and not the name of a file with arguments.
    commandLine.setExpandAtFiles(false);
    // Looking for abbreviations, picocli 4.7.7 fails on a dash that stands for standard input.
    commandLine.getSubcommands().get("diagnose").setAbbreviatedOptionsAllowed(false);
    commandLine.setParameterExceptionHandler((problem, arguments) -> {
      complain(problem.getCommandLine(), message(problem, List.of(arguments)));
      return BAD_INPUT;
    });
    commandLine.setExecutionStrategy(parsed -> killpath.run(parsed));
    return commandLine;
  }

  /** Whatever is thrown becomes an exit status here, errors of the virtual machine included. */
  @SuppressWarnings("CatchAndPrintStackTrace") // for whoever reports what nobody thought of
  private int run(CommandLine.ParseResult parsed) {
    lost = false;
    try {
      final int status = new CommandLine.RunLast().execute(parsed);
      return lost ? FAILED : status;
    } catch (ParameterException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      final Throwable problem =
          e instanceof CommandLine.ExecutionException && e.getCause() != null ? e.getCause() : e;
      final Failure failure = Failure.of(problem);
      final CommandLine executed = spec.commandLine();
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
    err.println("killpath: " + message.lines().findFirst().orElse("failed"));
    err.flush();
  }

  /** A line for the user that is no part of the result. */
  public void say(String words) {
    final PrintWriter err = spec.commandLine().getErr();
    err.println("killpath: " + words);
    err.flush();
  }

  /** Something that was found was not kept or written where it should be: an error, at the end. */
  public void lost(String words) {
    lost = true;
    say(words);
  }

  public Terminal terminal() {
    return terminal;
  }

  public Interruption interruption() {
    return interruption;
  }

  /** Everything that can be asked for. */
  public Catalogue catalogue() {
    return new Catalogue();
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: one of " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Program and version. */
  public static String version() {
    final Properties properties = new Properties();
    try (InputStream stream =
        Killpath.class.getResourceAsStream("/org/killpath/app/version.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "killpath " + properties.getProperty("version", "of unknown version");
  }

  /** What {@code --version} prints. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version() + ", model " + ModelVersion.CURRENT};
    }
  }
}
